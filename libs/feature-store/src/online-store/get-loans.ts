// The stored features of one client or of many.
import type { AwsError } from '@credit-risk/aws-effects';
import {
  type ClientId,
  fromRecord,
  type Loan,
  type MalformedRecord,
  type ReadRecord,
} from '@credit-risk/loan-features';
import * as E from 'fp-ts/Either';
import { flow, pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as TE from 'fp-ts/TaskEither';
import type { OnlineReader, RecordError } from './online-store';
import { readRecords, type RecordsRead } from './read-records';
import type { StorePatience } from './until-processed';

/** The stored loans of some clients; every requested client is in exactly one of the lists. */
export interface LoansRead {
  /** In the order of the request. */
  readonly loans: readonly Loan[];
  /** Clients with no record. */
  readonly unknown: readonly ClientId[];
  /** Clients whose record could not be read, or is not a loan of this contract. */
  readonly failed: readonly RecordError[];
}

const loanOf: (record: O.Option<ReadRecord>) => E.Either<MalformedRecord, O.Option<Loan>> = O.match(
  (): E.Either<MalformedRecord, O.Option<Loan>> => E.right(O.none),
  flow(fromRecord, E.map(O.some)),
);

/**
 * The newest loan of a client, if there is one. A single read: only the SDK retries it.
 *
 * @example
 * getLoan(store)(clientId)(); // right(some({ clientId, loanId, eventTime, features }))
 */
export const getLoan =
  (store: OnlineReader) =>
  (clientId: ClientId): TE.TaskEither<AwsError | MalformedRecord, O.Option<Loan>> =>
    pipe(store.get(clientId), TE.flatMapEither(loanOf));

const malformed = (clientId: ClientId, { problems }: MalformedRecord): RecordError => ({
  clientId,
  code: 'MalformedRecord',
  message: problems.map(({ path, expectation }) => `${path}: expected ${expectation}`).join('; '),
});

const sort = (clientIds: readonly ClientId[], { records, failed }: RecordsRead): LoansRead => {
  const loans: Loan[] = [];
  const unknown: ClientId[] = [];
  const errors = [...failed];
  const unread = new Set(failed.map(({ clientId }) => clientId));
  for (const clientId of clientIds) {
    const record = records.get(clientId);
    const loan = record && fromRecord(record);
    if (loan === undefined) {
      if (!unread.has(clientId)) unknown.push(clientId);
    } else if (E.isRight(loan)) loans.push(loan.right);
    else errors.push(malformed(clientId, loan.left));
  }
  return { loans, unknown, failed: errors };
};

/**
 * The newest loans of any number of clients, 100 a call; a client named twice is read once. Clients that the service
 * leaves unprocessed, or that meet a transient error, are requested again.
 *
 * @example
 * getLoans(store, patience)(clientIds)(); // right({ loans, unknown, failed })
 */
export const getLoans =
  (store: OnlineReader, patience: StorePatience) =>
  (clientIds: readonly ClientId[]): TE.TaskEither<AwsError, LoansRead> => {
    const different = [...new Set(clientIds)];
    return pipe(
      readRecords(store, patience)(different),
      TE.map((read) => sort(different, read)),
    );
  };
