// Reads the features of clients from the Feature Store: their only source.
import { retrying } from '@credit-risk/aws-effects';
import { getLoan, getLoans, type OnlineReader } from '@credit-risk/feature-store/reading';
import {
  type ClientId,
  contractVersion,
  type Loan,
  loanDateOf,
  type MalformedRecord,
} from '@credit-risk/loan-features';
import type { ClientFeatures } from '@credit-risk/scoring-contract';
import * as E from 'fp-ts/Either';
import { flow, pipe } from 'fp-ts/function';
import * as T from 'fp-ts/Task';
import * as TE from 'fp-ts/TaskEither';
import type { AwsError } from '@credit-risk/aws-effects';
import type { PredictionError } from '../prediction-error';
import type { TimeBudget } from '../time-budget';
import { awsFailure } from './aws-failure';

/** A feature group, and its online store; what is read of it ends with the signal. */
export interface FeatureSource {
  readonly featureGroup: string;
  readonly store: (signal: AbortSignal) => OnlineReader;
}

const malformed = (message: string): PredictionError => ({ _tag: 'ContractMismatch', message });

const describe = ({ problems }: MalformedRecord): string =>
  `the stored features are not those of contract version ${contractVersion}: ${problems
    .map(({ path, expectation }) => `${path}: expected ${expectation}`)
    .join('; ')}`;

/** The newest loan of one client. */
export const readLoan =
  ({ store }: FeatureSource, budget: TimeBudget) =>
  (clientId: ClientId): TE.TaskEither<PredictionError, Loan> =>
    pipe(
      store(budget.signal),
      (opened) => getLoan(retryingStore(opened, budget))(clientId),
      T.map(
        flow(
          E.mapLeft((error: AwsError | MalformedRecord) =>
            error._tag === 'MalformedRecord'
              ? malformed(describe(error))
              : awsFailure('feature-store', budget)(error),
          ),
          E.flatMap(E.fromOption((): PredictionError => ({ _tag: 'UnknownClient', clientId }))),
        ),
      ),
    );

const retryingStore = (store: OnlineReader, budget: TimeBudget): OnlineReader => ({
  ...store,
  get: (clientId) => pipe(store.get(clientId), retrying(budget.patience())),
});

/** The newest loans of many clients. */
export interface LoansOfClients {
  readonly loans: readonly Loan[];
  readonly unknown: readonly ClientId[];
}

/** The newest loans of up to 100 different clients; if one cannot be read, none is. */
export const readLoans =
  ({ store }: FeatureSource, budget: TimeBudget) =>
  (clientIds: readonly ClientId[]): TE.TaskEither<PredictionError, LoansOfClients> =>
    pipe(
      getLoans(store(budget.signal), budget.patience())(clientIds),
      TE.mapLeft(awsFailure('feature-store', budget)),
      TE.flatMap(({ loans, unknown, failed }): TE.TaskEither<PredictionError, LoansOfClients> => {
        const [first] = failed;
        if (first === undefined) return TE.right({ loans, unknown });
        return TE.left(
          first.code === 'MalformedRecord'
            ? malformed(first.message)
            : { _tag: 'NotReady', dependency: 'feature-store', retryAfterSeconds: 1, cause: first.code },
        );
      }),
    );

/** A loan as the features of its client. */
export const clientFeatures =
  ({ featureGroup }: Pick<FeatureSource, 'featureGroup'>) =>
  ({ clientId, loanId, eventTime, features }: Loan): ClientFeatures => ({
    clientId,
    loanId,
    loanDate: loanDateOf(eventTime),
    features,
    featureGroup,
    contractVersion,
  });
