// Builds the API of the settings, on AWS or on whatever the AWS_ENDPOINT_URL… variables point at.
import { FirehoseClient } from '@aws-sdk/client-firehose';
import { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { systemClock } from '@credit-risk/aws-effects';
import {
  sageMakerDependencies,
  sageMakerPredictionClient,
  type SageMakerSettings,
} from '@credit-risk/prediction-client/sagemaker';
import { randomUUID } from 'node:crypto';
import type { Api } from '../api';
import { docsFilesIn } from '../infra/docs-files';
import { firehosePredictionLog } from '../infra/firehose/prediction-log';
import { powertools } from '../infra/powertools/observability';
import { noTracing, xRayTracing } from '../infra/powertools/tracing';
import type { Settings } from './settings';

/** What differs between Lambda and a plain server. */
export interface Surroundings {
  readonly isTraced: boolean;
  /** Where the files of the documentation page are. */
  readonly docsFolder: string;
  readonly deliveryPatienceMilliseconds: number;
}

// Calls are tried again within the time of a request, by the prediction client.
const once = { maxAttempts: 1 };
const mostPending = 10_000;

/** The API with its real ports. */
export const buildApi = async (settings: Settings, surroundings: Surroundings): Promise<Api> => {
  const { FEATURE_GROUP, ENDPOINT_NAME, PREDICTION_STREAM } = settings;
  const tracing = surroundings.isTraced ? await xRayTracing() : noTracing;
  const observability = powertools(tracing);
  const { capture } = tracing;
  const sources: SageMakerSettings = {
    featureStoreRuntime: capture(new SageMakerFeatureStoreRuntimeClient(once)),
    runtime: capture(new SageMakerRuntimeClient(once)),
    featureGroup: FEATURE_GROUP,
    endpointName: ENDPOINT_NAME,
  };
  return {
    predictions: sageMakerPredictionClient(sources),
    dependencies: sageMakerDependencies(sources),
    log: firehosePredictionLog({
      client: capture(new FirehoseClient(once)),
      streamName: PREDICTION_STREAM,
      clock: systemClock,
      random: Math.random,
      patienceMilliseconds: surroundings.deliveryPatienceMilliseconds,
      mostPending,
      onDelivery: observability.undelivered,
    }),
    observability,
    security:
      settings.AUTHORIZATION === 'iam' ? { kind: 'iam' } : { kind: 'jwt', issuer: settings.JWT_ISSUER },
    version: settings.API_VERSION,
    timeBudgetMilliseconds: settings.TIME_BUDGET_MILLISECONDS,
    now: Date.now,
    newId: randomUUID,
    docsFile: docsFilesIn(surroundings.docsFolder),
  };
};
