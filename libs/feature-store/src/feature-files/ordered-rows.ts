// Checks the order of a group's rows, and gives each its ordinal among the client's loans of its day.
import { fileIdentity } from '@credit-risk/loan-features';
import * as E from 'fp-ts/Either';
import type { RowGroup } from './parquet-columns';
import type { MalformedRow, SourceError } from './source-error';

/** A row group with its sort keys as arrays of numbers, since there are millions of rows. */
export interface OrderedRows {
  readonly group: RowGroup;
  readonly clientId: Float64Array;
  /** Days since 1970. */
  readonly day: Float64Array;
  readonly loanId: Float64Array;
  /** From 0, among the loans of the client on that day. */
  readonly ordinal: Float64Array;
}

/** The error of a row, without its value. */
export const malformed = (group: RowGroup, index: number, column: string, expected: string) =>
  E.left<MalformedRow, never>({
    _tag: 'MalformedRow',
    file: group.file,
    row: group.firstRow + index,
    column,
    expected,
  });

const numbersOf = ({ columns, rows }: RowGroup, name: string): Float64Array => {
  const column = columns[name];
  return Float64Array.from({ length: rows }, (_, index) => {
    const value = column?.[index];
    return typeof value === 'number' ? value : Number.NaN;
  });
};

const at = (numbers: Float64Array, index: number): number => numbers[index] ?? Number.NaN;

const expectedKeys = [
  ['clientId', fileIdentity.clientId, 'the number of a client (int64)'],
  ['day', fileIdentity.loanDate, 'a day (date32)'],
  ['loanId', fileIdentity.loanId, 'the number of a loan (int64)'],
] as const;

/** How a row relates to the one before: after it, on the same day of the same client, or out of order. */
const step = (before: OrderedRows, last: number, rows: OrderedRows, index: number) => {
  const [client, previousClient] = [at(rows.clientId, index), at(before.clientId, last)];
  if (client !== previousClient) return client > previousClient ? 'after' : 'unsorted';
  const [day, previousDay] = [at(rows.day, index), at(before.day, last)];
  if (day !== previousDay) return day > previousDay ? 'after' : 'unsorted';
  return at(rows.loanId, index) > at(before.loanId, last) ? 'same-day' : 'unsorted';
};

/**
 * The rows of a group, if they are sorted by (client, day, loan) and come after those of the group before.
 *
 * @param before the group before, with one row at least; null for the first
 */
export const orderRows = (
  group: RowGroup,
  before: OrderedRows | null,
): E.Either<SourceError, OrderedRows> => {
  const rows: OrderedRows = {
    group,
    clientId: numbersOf(group, fileIdentity.clientId),
    day: numbersOf(group, fileIdentity.loanDate),
    loanId: numbersOf(group, fileIdentity.loanId),
    ordinal: new Float64Array(group.rows),
  };
  for (const [key, column, expected] of expectedKeys) {
    const index = rows[key].findIndex(Number.isNaN);
    if (index >= 0) return malformed(group, index, column, expected);
  }
  for (let index = 0; index < group.rows; index += 1) {
    const [previous, last] = index > 0 ? [rows, index - 1] : [before, (before?.group.rows ?? 0) - 1];
    const stands = previous === null ? 'after' : step(previous, last, rows, index);
    if (stands === 'unsorted') {
      return E.left({ _tag: 'UnsortedRow', file: group.file, row: group.firstRow + index });
    }
    if (previous !== null && stands === 'same-day') rows.ordinal[index] = at(previous.ordinal, last) + 1;
  }
  return E.right(rows);
};

/** The last row alone: all that the check of the next group needs. */
export const lastRow = ({ group, clientId, day, loanId, ordinal }: OrderedRows): OrderedRows => ({
  group: {
    file: group.file,
    firstRow: group.firstRow + group.rows - 1,
    rows: 1,
    columns: Object.fromEntries(
      Object.entries(group.columns).map(([name, values]) => [name, values.slice(-1)]),
    ),
  },
  clientId: clientId.slice(-1),
  day: day.slice(-1),
  loanId: loanId.slice(-1),
  ordinal: ordinal.slice(-1),
});
