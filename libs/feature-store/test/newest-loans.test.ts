import type { Loan } from '@credit-risk/loan-features';
import fc from 'fast-check';
import * as E from 'fp-ts/Either';
import { asyncBufferFromFile } from 'hyparquet';
import { resolve } from 'node:path';
import { newestLoans, type ParquetFile, renderSourceError, type SourceError } from '../src/index';
import { arbitraryFeatures, clientId, loan } from './loans.fixtures';
import { fileOf, type LoanRow, parquetOf } from './parquet.fixtures';

const fixture = (name: string): ParquetFile => ({
  name,
  open: () => asyncBufferFromFile(resolve(__dirname, 'fixtures', name)),
});

const read = async (files: readonly ParquetFile[]) => {
  const loans: Loan[] = [];
  for await (const each of newestLoans(files)) {
    if (E.isLeft(each)) return { loans, error: each.left };
    loans.push(each.right);
  }
  return { loans, error: null };
};

const errorOf = async (files: readonly ParquetFile[]): Promise<SourceError | null> =>
  (await read(files)).error;

const { features } = loan(1);
const row = (id: number, day: number, loanId: number, changes: Partial<Loan['features']> = {}): LoanRow => ({
  id,
  day,
  loanId,
  features: { ...features, ...changes },
});

// Written by the feature-engineering job from the golden rows, by DuckDB; the others are its rows, written by pyarrow
// in row groups of three, with Snappy and with Zstandard.
const golden = [
  { clientId: '17', eventTime: '2020-12-30T00:00:00.000Z', loanId: '115' },
  { clientId: '5008804', eventTime: '2019-07-05T00:00:00.000Z', loanId: '105' },
  { clientId: '5008806', eventTime: '2019-06-13T00:00:00.000Z', loanId: '114' },
  { clientId: '5008900', eventTime: '2020-03-01T00:00:00.002Z', loanId: '118' },
];

describe('the newest loans of a file', () => {
  it('that the job wrote are the last of each client, with same-day loans counted', async () => {
    const { loans } = await read([fixture('features-of-the-job.parquet')]);
    expect(loans).toMatchObject(golden);
    expect(loans[2]?.features).toEqual({
      nb_previous_loans: 8,
      avg_amount_loans_previous: expect.closeTo(156.000751, 6),
      age: 59,
      years_on_the_job: null,
      flag_own_car: 0,
    });
  });

  it('are the same in several files, row groups, codecs and page versions, also where a client is split', async () => {
    const [one, two] = ['features-of-pyarrow-0.parquet', 'features-of-pyarrow-1.parquet'].map(fixture);
    const whole = await read([fixture('features-of-the-job.parquet')]);
    expect(one && two && (await read([one, two]))).toEqual(whole);
  });

  it('are the last rows of each client, whatever the row groups', async () => {
    const lists = fc.array(fc.tuple(fc.nat(30), fc.nat(3), arbitraryFeatures), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(lists, fc.integer({ min: 1, max: 70 }), async (list, rowGroupSize) => {
        const rows = list
          .map(([id, day, each], index) => ({ id, day, loanId: index, features: each }))
          .sort((a, b) => a.id - b.id || a.day - b.day || a.loanId - b.loanId);
        const { loans, error } = await read([fileOf('f', parquetOf(rows, { rowGroupSize }))]);
        const last = new Map(rows.map((each) => [each.id, each]));
        expect(error).toBeNull();
        expect(loans.map((each) => [each.clientId, each.loanId, each.features])).toEqual(
          [...last.values()].map((each) => [String(each.id), String(each.loanId), each.features]),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('count the loans of one day from 000, and anew on each day', async () => {
    const rows = [row(1, 10, 1), row(1, 10, 2), row(1, 11, 3), row(2, 11, 1), row(2, 11, 5), row(2, 11, 9)];
    const { loans } = await read([fileOf('f', parquetOf(rows))]);
    expect(loans.map(({ eventTime }) => eventTime)).toEqual([
      '1970-01-12T00:00:00.000Z',
      '1970-01-12T00:00:00.002Z',
    ]);
  });

  it('are none if there are no rows', async () => {
    expect(await read([fileOf('f', parquetOf([]))])).toEqual({ loans: [], error: null });
  });

  it('are read row group by row group, on demand', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => row(index, 0, index));
    let reads = 0;
    const loans = newestLoans([
      fileOf('f', parquetOf(rows, { rowGroupSize: 500 }), () => {
        reads += 1;
      }),
    ]);
    await loans.next();
    const readsForTheFirst = reads;
    for await (const each of loans) expect(E.isRight(each)).toBe(true);
    expect(readsForTheFirst).toBeLessThan(reads / 5);
  });

  it('hold the largest number of a client that there is', async () => {
    const { loans } = await read([fileOf('f', parquetOf([row(999_999_999_999_999, 0, 1)]))]);
    expect(loans).toMatchObject([{ clientId: clientId(999_999_999_999_999) }]);
  });
});

describe('a malformed source', () => {
  it.each([
    ['descending clients', [row(2, 0, 1), row(1, 0, 2)]],
    ['descending days', [row(1, 1, 1), row(1, 0, 2)]],
    ['descending loans of a day', [row(1, 0, 2), row(1, 0, 1)]],
    ['a loan twice', [row(1, 0, 1), row(1, 0, 1)]],
  ])('with %s is refused at the row', async (_what, rows) => {
    const error = await errorOf([fileOf('part.parquet', parquetOf(rows))]);
    expect(error).toEqual({ _tag: 'UnsortedRow', file: 'part.parquet', row: 1 });
  });

  it('unsorted across files is refused too', async () => {
    const files = [fileOf('a', parquetOf([row(2, 0, 1)])), fileOf('b', parquetOf([row(1, 0, 1)]))];
    expect(await errorOf(files)).toEqual({ _tag: 'UnsortedRow', file: 'b', row: 0 });
  });

  it.each([
    ['nb_previous_loans', row(1, 0, 1, { nb_previous_loans: -1 })],
    ['avg_amount_loans_previous', row(1, 0, 1, { avg_amount_loans_previous: Number.NaN })],
    ['years_on_the_job', row(1, 0, 1, { years_on_the_job: -999 })],
    ['client_id', row(1_000_000_000_000_000, 0, 1)],
  ])('with a bad %s is refused by row and column, without its value', async (column, bad) => {
    const error = await errorOf([fileOf('f', parquetOf([bad]))]);
    expect(error).toMatchObject({ _tag: 'MalformedRow', file: 'f', row: 0, column });
    expect(error && renderSourceError(error)).not.toMatch(/-999|NaN|-1|1000000000000000/);
  });

  it('with more loans of one day than an event time can tell apart is refused', async () => {
    const rows = Array.from({ length: 1001 }, (_, index) => row(1, 0, index));
    const error = await errorOf([fileOf('f', parquetOf(rows))]);
    expect(error).toMatchObject({ _tag: 'MalformedRow', row: 1000, column: 'loan_date' });
  });

  it('without a column is refused by its name', async () => {
    const error = await errorOf([fileOf('f', parquetOf([row(1, 0, 1)], { without: ['age', 'loan_id'] }))]);
    expect(error).toEqual({ _tag: 'MissingColumns', file: 'f', columns: ['loan_id', 'age'] });
    expect(error && renderSourceError(error)).toBe(
      'f lacks the columns loan_id, age: if it was written under another feature contract, engineer the features again',
    );
  });

  it('that is not Parquet is refused by its name', async () => {
    const error = await errorOf([fileOf('notes.txt', new TextEncoder().encode('no parquet here').buffer)]);
    expect(error).toMatchObject({ _tag: 'UnreadableSource', file: 'notes.txt' });
  });

  it('that cannot be read is refused by its name', async () => {
    const open = () => Promise.reject(new Error('no such file'));
    const error = await errorOf([{ name: 'gone.parquet', open }]);
    expect(error && renderSourceError(error)).toBe(
      'gone.parquet could not be read as Parquet: Error: no such file',
    );
  });
});
