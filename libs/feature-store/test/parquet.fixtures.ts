// Parquet files of loans, in memory.
import { fileIdentity, type Loan } from '@credit-risk/loan-features';
import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { ParquetFile, RangeReader } from '../src/index';

export interface LoanRow {
  readonly id: number;
  /** Days since 1970. */
  readonly day: number;
  readonly loanId: number;
  readonly features: Loan['features'];
}

const int64 = (value: number | null): bigint | null => (value === null ? null : BigInt(value));
const millisecondsPerDay = 86_400_000;
const integers = ['nb_previous_loans', 'age', 'years_on_the_job', 'flag_own_car'] as const;

const columnsOf = (rows: readonly LoanRow[], clientColumn: string) => [
  { name: clientColumn, data: rows.map(({ id }) => BigInt(id)) },
  { name: 'loan_date', data: rows.map(({ day }) => new Date(day * millisecondsPerDay)) },
  { name: 'loan_id', data: rows.map(({ loanId }) => BigInt(loanId)) },
  ...integers.map((name) => ({ name, data: rows.map(({ features }) => int64(features[name])) })),
  {
    name: 'avg_amount_loans_previous',
    data: rows.map(({ features }) => features.avg_amount_loans_previous),
  },
];

const columnSchema = (name: string): SchemaElement => {
  if (name === 'loan_date') {
    return { name, type: 'INT32', converted_type: 'DATE', repetition_type: 'REQUIRED' };
  }
  const type = name === 'avg_amount_loans_previous' ? 'DOUBLE' : 'INT64';
  return { name, type, repetition_type: name.endsWith('id') ? 'REQUIRED' : 'OPTIONAL' };
};

interface FileOptions {
  readonly rowGroupSize?: number;
  readonly without?: readonly string[];
  readonly clientColumn?: string;
}

/** A Parquet file as the job writes it, but for its row groups, columns left out, and the name of the client's column. */
export const parquetOf = (
  rows: readonly LoanRow[],
  { rowGroupSize = 1000, without = [], clientColumn = fileIdentity.clientId }: FileOptions = {},
): ArrayBuffer => {
  const columnData = columnsOf(rows, clientColumn).filter(({ name }) => !without.includes(name));
  const schema = [
    { name: 'root', num_children: columnData.length },
    ...columnData.map(({ name }) => columnSchema(name)),
  ];
  return parquetWriteBuffer({ columnData, schema, rowGroupSize });
};

/** A file in memory; `onRead` is called for each part that is read. */
export const fileOf = (
  name: string,
  bytes: ArrayBuffer,
  onRead: (start: number, end: number) => void = () => undefined,
): ParquetFile => ({
  name,
  open: async (): Promise<RangeReader> => ({
    byteLength: bytes.byteLength,
    slice: (start, end = bytes.byteLength) => {
      onRead(start, end);
      return bytes.slice(start, end);
    },
  }),
});
