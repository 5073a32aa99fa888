// The entry for callers with permissions on AWS: Feature Store and endpoint are asked directly.
import type { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { systemClock } from '@credit-risk/aws-effects';
import { sageMakerOnlineStore } from '@credit-risk/feature-store/online';
import type { ClientId, Loan } from '@credit-risk/loan-features';
import type { BatchAnswer, BatchResult, Prediction } from '@credit-risk/scoring-contract';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { inBatches } from './batches';
import type { CallOptions, PredictionClient } from './prediction-client';
import { probe } from './sagemaker/probe';
import type { PredictionError } from './prediction-error';
import { type PromisePredictionClient, withPromises } from './promises';
import { type ModelSource, predictLoans } from './sagemaker/invoke';
import { clientFeatures, type FeatureSource, readLoan, readLoans } from './sagemaker/read-features';
import { type BudgetPorts, type TimeBudget, timeBudget } from './time-budget';

export * from './index';

/** What to ask, and with which clients: give them `maxAttempts: 1`, since calls are tried again within the time here. */
export interface SageMakerSettings {
  readonly featureStoreRuntime: SageMakerFeatureStoreRuntimeClient;
  readonly runtime: SageMakerRuntimeClient;
  readonly featureGroup: string;
  readonly endpointName: string;
  /** Time for a whole call, its retries included: 3,000 ms unless given. */
  readonly timeoutMilliseconds?: number;
  /** Names of predictions; random UUIDs unless given. */
  readonly newId?: () => string;
}

const usualTimeout = 3000;
const machine: BudgetPorts = { clock: systemClock, random: Math.random };

const resultsOf = (
  clientIds: readonly ClientId[],
  predictions: readonly Prediction[],
  unknownClientIds: readonly ClientId[],
): BatchAnswer => {
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

const sourcesOf = (settings: SageMakerSettings) => {
  const { featureStoreRuntime, featureGroup, runtime, endpointName } = settings;
  const { timeoutMilliseconds = usualTimeout, newId = () => crypto.randomUUID() } = settings;
  const features: FeatureSource = {
    featureGroup,
    store: (signal) => sageMakerOnlineStore(featureStoreRuntime, featureGroup, { signal }),
  };
  const model: ModelSource = { runtime, endpointName, newId, now: machine.clock.now };
  return { features, model, usual: timeoutMilliseconds };
};

/**
 * A client of Feature Store and endpoint.
 *
 * @example
 * const client = sageMakerPredictionClient({ featureStoreRuntime, runtime, featureGroup, endpointName });
 * await client.prediction(clientId)(); // right({ probabilityOfDefault: 0.0231, decision: 'approve', … })
 */
export const sageMakerPredictionClient = (settings: SageMakerSettings): PredictionClient => {
  const { features, model, usual } = sourcesOf(settings);
  return {
    features:
      (clientId, options = {}) =>
      () => {
        const budget = timeBudget(machine, options, usual);
        return pipe(readLoan(features, budget)(clientId), TE.map(clientFeatures(features)))();
      },
    prediction:
      (clientId, options = {}) =>
      () => {
        const budget = timeBudget(machine, options, usual);
        return pipe(
          readLoan(features, budget)(clientId),
          TE.flatMap((loan) => predictLoans(model, [loan], true, budget)),
          TE.flatMapNullable(
            ([prediction]) => prediction,
            (): PredictionError => ({ _tag: 'ModelFailed', cause: 'no prediction' }),
          ),
        )();
      },
    predictions: (clientIds, { reasons = false, ...options } = {}) =>
      inBatches((batch) => () => {
        const budget = timeBudget(machine, options, usual);
        return pipe(
          readLoans(features, budget)(batch),
          TE.bindTo('read'),
          TE.bind('predictions', ({ read }) => predictAll(model, read.loans, reasons, budget)),
          TE.map(({ read, predictions }) => resultsOf(batch, predictions, read.unknown)),
        )();
      })(clientIds),
  };
};

/** Whether what predictions depend on answers, each by a call of the kind that predictions make. */
export interface SageMakerDependencies {
  readonly featureStore: (options?: CallOptions) => TE.TaskEither<PredictionError, void>;
  readonly endpoint: (options?: CallOptions) => TE.TaskEither<PredictionError, void>;
}

/**
 * Looks at Feature Store and endpoint.
 *
 * @example
 * await sageMakerDependencies(settings).endpoint({ timeoutMilliseconds: 1000 })(); // right(undefined)
 */
export const sageMakerDependencies = (settings: SageMakerSettings): SageMakerDependencies => {
  const { features, model, usual } = sourcesOf(settings);
  return {
    featureStore:
      (options = {}) =>
      () =>
        pipe(
          readLoan(features, timeBudget(machine, options, usual))(probe.clientId),
          TE.map(() => undefined),
          TE.orElse((error) => (error._tag === 'UnknownClient' ? TE.right(undefined) : TE.left(error))),
        )(),
    endpoint:
      (options = {}) =>
      () =>
        pipe(
          predictLoans(model, [probe], false, timeBudget(machine, options, usual)),
          TE.map(() => undefined),
        )(),
  };
};

/**
 * The same with promises.
 *
 * @example
 * const { probabilityOfDefault } = await sageMakerPredictions(settings).prediction('5008806');
 */
export const sageMakerPredictions = (settings: SageMakerSettings): PromisePredictionClient =>
  withPromises(sageMakerPredictionClient(settings));
