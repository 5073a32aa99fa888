// What the jobs of the fake world write.
import { contractVersion } from '@credit-risk/loan-features';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { gzipSync } from 'node:zlib';
import { Header } from 'tar';

const sha256 = 'a'.repeat(64);
const blockSize = 512;
const millisecondsPerDay = 86_400_000;

const columns = {
  client_id: [1n, 1n, 2n],
  loan_id: [10n, 11n, 12n],
  nb_previous_loans: [0n, 1n, 0n],
  age: [40n, 40n, 33n],
  years_on_the_job: [3n, 3n, null],
  flag_own_car: [1n, 1n, 0n],
  status: [0n, 0n, 1n],
};

/** Three loans of two clients. */
export const features = (): Uint8Array => {
  const integers = Object.entries(columns).map(([name, data]) => ({ name, type: 'INT64' as const, data }));
  const days = ['2019-01-01', '2019-02-01', '2019-03-01'].map((day) => Date.parse(day) / millisecondsPerDay);
  return new Uint8Array(
    parquetWriteBuffer({
      schema: [
        { name: 'root', num_children: integers.length + 2 },
        ...integers.map(({ name, type }) => ({ name, type, repetition_type: 'OPTIONAL' as const })),
        { name: 'loan_date', type: 'INT32', converted_type: 'DATE', repetition_type: 'REQUIRED' },
        { name: 'avg_amount_loans_previous', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
      ],
      columnData: [
        ...integers.map(({ name, data }) => ({ name, data })),
        { name: 'loan_date', data: days },
        { name: 'avg_amount_loans_previous', data: [null, 101.5, null] },
      ],
    }),
  );
};

export const summary = {
  rowsIn: 4,
  rowsOut: 3,
  rowsQuarantined: 1,
  clients: 2,
  asOf: 'loan_date',
  engine: 'duckdb',
  quarantineByReason: { 'not a date': 1 },
  inputs: [{ name: 'loans.csv', bytes: 1000, sha256 }],
  contractVersion,
  codeSha256: 'b'.repeat(64),
  lockSha256: 'c'.repeat(64),
};

export const metrics = {
  auc: 0.53,
  gini: 0.06,
  ks: 0.05,
  brier: 0.0146,
  precision: 0.02,
  recall: 0.02,
  threshold: 0.018,
  baseRate: 0.015,
  meanPrediction: 0.0149,
  calibration: [{ from: 0, to: 0.02, rows: 3, meanPrediction: 0.0149, defaultRate: 0.015 }],
  baseline: { name: 'base-rate', auc: 0.5, gini: 0 },
  otherBaselines: [{ name: 'logistic-regression', auc: 0.54, gini: 0.08 }],
  split: { by: 'person-and-time', testShare: 0.3, trainRows: 2, testRows: 1 },
  modelSha256: 'd'.repeat(64),
  contractVersion,
  seed: 123,
  codeSha256: 'b'.repeat(64),
  lockSha256: 'c'.repeat(64),
};

/** A tar.gz of one file. */
export const archiveOf = (path: string, text: string): Uint8Array => {
  const body = Buffer.from(text);
  const header = Buffer.alloc(blockSize);
  new Header({ path, size: body.length, mode: 0o644, type: 'File', mtime: new Date(0) }).encode(header);
  const padding = Buffer.alloc((blockSize - (body.length % blockSize)) % blockSize);
  return gzipSync(Buffer.concat([header, body, padding, Buffer.alloc(2 * blockSize)]));
};
