// The newest loan of each client, from rows sorted by client, day and loan.
import {
  ClientId,
  decodeFeatureVector,
  eventTimeOf,
  featureTable,
  type Loan,
  LoanId,
} from '@credit-risk/loan-features';
import * as E from 'fp-ts/Either';
import { type ParquetFile, type RowGroup, rowGroups } from './parquet-columns';
import type { MalformedRow, SourceError } from './source-error';

/** Where a row stands in the order of the file, and its ordinal among the client's loans of that day. */
interface Place {
  readonly id: number;
  readonly day: number;
  readonly loanId: number;
  readonly ordinal: number;
}

interface Row extends Place {
  readonly group: RowGroup;
  readonly index: number;
}

const millisecondsPerDay = 86_400_000;
const dateLength = 'YYYY-MM-DD'.length;

const dayText = (day: number): string =>
  new Date(day * millisecondsPerDay).toISOString().slice(0, dateLength);

const cell = ({ columns }: RowGroup, column: string, index: number): unknown => columns[column]?.[index];

// Parquet's int64 arrives as bigint; what a double does not hold exactly stays one, for the codec to refuse.
const plain = (value: unknown): unknown => {
  if (typeof value !== 'bigint') return value ?? null;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
};

const malformed = ({ group, index }: { group: RowGroup; index: number }, column: string, expected: string) =>
  E.left<MalformedRow, never>({
    _tag: 'MalformedRow',
    file: group.file,
    row: group.firstRow + index,
    column,
    expected,
  });

const toLoan = (row: Row): E.Either<SourceError, Loan> => {
  const { group, index } = row;
  const clientId: unknown = String(row.id);
  const loanId: unknown = String(row.loanId);
  if (!ClientId.is(clientId)) return malformed(row, 'id', 'the number of a client, 0 to 999999999999999');
  if (!LoanId.is(loanId)) return malformed(row, 'loan_id', 'the number of a loan, 0 to 999999999999999');
  const eventTime = eventTimeOf(dayText(row.day), row.ordinal);
  if (E.isLeft(eventTime)) return malformed(row, 'loan_date', eventTime.left.expected);
  const features = decodeFeatureVector(
    Object.fromEntries(featureTable.map(({ name }) => [name, plain(cell(group, name, index))])),
  );
  if (E.isRight(features)) {
    return E.right({ clientId, loanId, eventTime: eventTime.right, features: features.right });
  }
  const [problem] = features.left;
  return malformed(row, problem?.path.slice('$.'.length) ?? '', problem?.expectation ?? 'a feature vector');
};

const follows = (before: Place, { id, day, loanId }: Omit<Place, 'ordinal'>): boolean => {
  if (id !== before.id) return id > before.id;
  return day === before.day ? loanId > before.loanId : day > before.day;
};

const readRow = (group: RowGroup, index: number, before: Place | null): E.Either<SourceError, Row> => {
  const [id, day, loanId] = ['id', 'loan_date', 'loan_id'].map((name) => plain(cell(group, name, index)));
  const here = { group, index };
  if (typeof id !== 'number') return malformed(here, 'id', 'the number of a client (int64)');
  if (typeof day !== 'number') return malformed(here, 'loan_date', 'a day (date32)');
  if (typeof loanId !== 'number') return malformed(here, 'loan_id', 'the number of a loan (int64)');
  if (before !== null && !follows(before, { id, day, loanId })) {
    return E.left({ _tag: 'UnsortedRow', file: group.file, row: group.firstRow + index });
  }
  const isSameDay = before !== null && before.id === id && before.day === day;
  return E.right({ ...here, id, day, loanId, ordinal: isSameDay ? before.ordinal + 1 : 0 });
};

/**
 * The newest loan of each client, with its event time. Rows must be sorted by (`id`, `loan_date`, `loan_id`), ids as
 * numbers, across the files in the order given; the first error ends the sequence. Holds two row groups at most.
 *
 * @example
 * for await (const loan of newestLoans([{ name: 'part-0.parquet', open }])) { ... } // each an Either
 */
export async function* newestLoans(
  files: readonly ParquetFile[],
): AsyncGenerator<E.Either<SourceError, Loan>, void> {
  let newest: Row | null = null;
  for await (const group of rowGroups(files)) {
    if (E.isLeft(group)) {
      yield group;
      return;
    }
    for (let index = 0; index < group.right.rows; index += 1) {
      const row: E.Either<SourceError, Row> = readRow(group.right, index, newest);
      if (E.isLeft(row)) {
        yield row;
        return;
      }
      if (newest !== null && row.right.id !== newest.id) yield toLoan(newest);
      newest = row.right;
    }
  }
  if (newest !== null) yield toLoan(newest);
}
