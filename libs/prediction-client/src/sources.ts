// The entry for callers that bring their own access to Feature Store and endpoint: the client over two ports.
import type { OnlineReader } from '@credit-risk/feature-store/reading';
import { systemClock } from '@credit-risk/aws-effects';
import type { ClientId, Loan } from '@credit-risk/loan-features';
import type { BatchResponse, BatchResult, Prediction } from '@credit-risk/scoring-contract';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { inBatches } from './batches';
import type { CallOptions, PredictionClient } from './prediction-client';
import type { PredictionError } from './prediction-error';
import { type InvokeEndpoint, type ModelSource, predictLoans } from './sources/invoke';
import { probe } from './sources/probe';
import { clientFeatures, type FeatureSource, readLoan, readLoans } from './sources/read-features';
import { type BudgetPorts, type TimeBudget, withinBudget } from './time-budget';

export * from './index';
export type { InvocationResponse, Invocation, InvokeEndpoint } from './sources/invoke';

/** Where features and predictions come from. The client retries calls within its time: the sources should not. */
export interface PredictionSources {
  readonly featureGroup: string;
  /** The online store of the group; what is read of it ends with the signal. */
  readonly store: (signal: AbortSignal) => OnlineReader;
  readonly invoke: InvokeEndpoint;
  /** Time for a whole call, its retries included: 3,000 ms unless given. */
  readonly timeoutMilliseconds?: number;
  /** Makes the ids of predictions; random UUIDs unless given. */
  readonly newId?: () => string;
}

const usualTimeout = 3000;
const machine: BudgetPorts = { clock: systemClock, random: Math.random };

const resultsOf = (
  clientIds: readonly ClientId[],
  predictions: readonly Prediction[],
  unknownClientIds: readonly ClientId[],
): BatchResponse => {
  const byClient = new Map(predictions.map((prediction) => [prediction.clientId, prediction]));
  const results = clientIds.map((clientId): BatchResult => {
    const prediction = byClient.get(clientId);
    return prediction === undefined
      ? { outcome: 'unknown-client', clientId }
      : { outcome: 'predicted', prediction };
  });
  return { results, unknownClientIds };
};

const predictAll = (
  source: ModelSource,
  loans: readonly Loan[],
  reasons: boolean,
  budget: TimeBudget,
): TE.TaskEither<PredictionError, readonly Prediction[]> =>
  loans.length === 0 ? TE.right([]) : predictLoans(source, loans, reasons, budget);

const partsOf = (sources: PredictionSources) => {
  const { featureGroup, store, invoke } = sources;
  const { timeoutMilliseconds = usualTimeout, newId = () => crypto.randomUUID() } = sources;
  const features: FeatureSource = { featureGroup, store };
  const model: ModelSource = { invoke, newId, now: machine.clock.now };
  const within = (options: CallOptions) => withinBudget(machine, options, timeoutMilliseconds);
  return { features, model, within };
};

/**
 * A client of the sources.
 *
 * @example
 * const client = predictionClientOf({ featureGroup, store, invoke });
 * await client.prediction(clientId)(); // right({ probabilityOfDefault: 0.0231, decision: 'approve', … })
 */
export const predictionClientOf = (sources: PredictionSources): PredictionClient => {
  const { features, model, within } = partsOf(sources);
  return {
    features: (clientId, options = {}) =>
      within(options)((budget) =>
        pipe(readLoan(features, budget)(clientId), TE.map(clientFeatures(features))),
      ),
    prediction: (clientId, options = {}) =>
      within(options)((budget) =>
        pipe(
          readLoan(features, budget)(clientId),
          TE.flatMap((loan) => predictLoans(model, [loan], true, budget)),
          TE.flatMapNullable(
            ([prediction]) => prediction,
            (): PredictionError => ({ _tag: 'ModelFailed', cause: 'no prediction' }),
          ),
        ),
      ),
    predictions: (clientIds, { reasons = false, ...options } = {}) =>
      inBatches((batch) =>
        within(options)((budget) =>
          pipe(
            readLoans(features, budget)(batch),
            TE.bindTo('read'),
            TE.bind('predictions', ({ read }) => predictAll(model, read.loans, reasons, budget)),
            TE.map(({ read, predictions }) => resultsOf(batch, predictions, read.unknown)),
          ),
        ),
      )(clientIds),
  };
};

/** Checks that the dependencies of a prediction respond, each by a call of the kind that predictions make. */
export interface PredictionDependencies {
  readonly featureStore: (options?: CallOptions) => TE.TaskEither<PredictionError, void>;
  readonly endpoint: (options?: CallOptions) => TE.TaskEither<PredictionError, void>;
}

/**
 * Checks that the sources respond.
 *
 * @example
 * await dependenciesOf(sources).endpoint({ timeoutMilliseconds: 1000 })(); // right(undefined)
 */
export const dependenciesOf = (sources: PredictionSources): PredictionDependencies => {
  const { features, model, within } = partsOf(sources);
  return {
    featureStore: (options = {}) =>
      within(options)((budget) =>
        pipe(
          readLoan(features, budget)(probe.clientId),
          TE.map(() => undefined),
          TE.orElse((error) => (error._tag === 'UnknownClient' ? TE.right(undefined) : TE.left(error))),
        ),
      ),
    endpoint: (options = {}) =>
      within(options)((budget) =>
        pipe(
          predictLoans(model, [probe], false, budget),
          TE.map(() => undefined),
        ),
      ),
  };
};
