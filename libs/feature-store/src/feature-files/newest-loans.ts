// The newest loan of each client, from rows sorted by client, day and loan.
import {
  ClientId,
  decodeFeatureVector,
  eventTimeOf,
  featureTable,
  fileIdentity,
  type Loan,
  LoanId,
} from '@credit-risk/loan-features';
import * as E from 'fp-ts/Either';
import { lastRow, malformed, type OrderedRows, orderRows } from './ordered-rows';
import { type ParquetFile, rowGroups } from './parquet-columns';
import type { SourceError } from './source-error';

const millisecondsPerDay = 86_400_000;
const dateLength = 'YYYY-MM-DD'.length;
/** `Date` knows no later day; every day that an event time can hold is well within. */
const farthestDay = 100_000_000;

const range = '0 to 999999999999999';

const dayText = (day: number): string =>
  Math.abs(day) > farthestDay ? '' : new Date(day * millisecondsPerDay).toISOString().slice(0, dateLength);

const toLoan = ({ group, ...keys }: OrderedRows, index: number): E.Either<SourceError, Loan> => {
  const clientId: unknown = String(keys.clientId[index]);
  const loanId: unknown = String(keys.loanId[index]);
  if (!ClientId.is(clientId)) return malformed(group, index, fileIdentity.clientId, range);
  if (!LoanId.is(loanId)) return malformed(group, index, fileIdentity.loanId, range);
  const eventTime = eventTimeOf(dayText(keys.day[index] ?? Number.NaN), keys.ordinal[index] ?? Number.NaN);
  if (E.isLeft(eventTime)) {
    const what = eventTime.left._tag === 'BadOrdinal' ? 'at most 1000 loans of a client on one day' : 'a day';
    return malformed(group, index, fileIdentity.loanDate, what);
  }
  const features = decodeFeatureVector(
    Object.fromEntries(featureTable.map(({ name }) => [name, group.columns[name]?.[index]])),
  );
  if (E.isRight(features)) {
    return E.right({ clientId, loanId, eventTime: eventTime.right, features: features.right });
  }
  const [problem] = features.left;
  const column = problem?.path.slice('$.'.length) ?? '';
  return malformed(group, index, column, problem?.expectation ?? 'a feature vector');
};

/** The last row of each client that is followed by another client within the group. */
function* closedBy(rows: OrderedRows): Generator<E.Either<SourceError, Loan>, void> {
  for (let index = 1; index < rows.group.rows; index += 1) {
    if (rows.clientId[index] !== rows.clientId[index - 1]) yield toLoan(rows, index - 1);
  }
}

/**
 * The newest loan of each client, with its event time. Rows must be sorted by (`client_id`, `loan_date`, `loan_id`), ids as
 * numbers, across the files in the order given; the first error ends the sequence. Holds one row group at most.
 *
 * @example
 * for await (const loan of newestLoans([{ name: 'part-0.parquet', open }])) if (E.isRight(loan)) use(loan.right);
 */
export async function* newestLoans(
  files: readonly ParquetFile[],
): AsyncGenerator<E.Either<SourceError, Loan>, void> {
  let before: OrderedRows | null = null;
  for await (const group of rowGroups(files)) {
    const rows: E.Either<SourceError, OrderedRows> = E.isLeft(group) ? group : orderRows(group.right, before);
    if (E.isLeft(rows)) {
      yield rows;
      return;
    }
    if (rows.right.group.rows === 0) continue;
    if (before !== null && before.clientId[0] !== rows.right.clientId[0]) yield toLoan(before, 0);
    yield* closedBy(rows.right);
    before = lastRow(rows.right);
  }
  if (before !== null) yield toLoan(before, 0);
}
