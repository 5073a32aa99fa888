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

// Calls are tried again within the time of a request, by the prediction client. Without a limit of its own, a call to a service
// that takes it and says nothing would keep its connection for ever.
const once = (milliseconds: number) => ({
  maxAttempts: 1,
  requestHandler: {
    connectionTimeout: milliseconds,
    requestTimeout: milliseconds,
    socketTimeout: milliseconds,
    throwOnRequestTimeout: true,
  },
});
const mostPending = 10_000;

/** The API with its real ports. */
export const buildApi = async (settings: Settings, surroundings: Surroundings): Promise<Api> => {
  const { FEATURE_GROUP, ENDPOINT_NAME, PREDICTION_STREAM, TIME_BUDGET_MILLISECONDS } = settings;
  const { deliveryPatienceMilliseconds } = surroundings;
  const asked = once(TIME_BUDGET_MILLISECONDS);
  const tracing = surroundings.isTraced ? await xRayTracing() : noTracing;
  const observability = powertools(tracing);
  const { capture } = tracing;
  const sources: SageMakerSettings = {
    featureStoreRuntime: capture(new SageMakerFeatureStoreRuntimeClient(asked)),
    runtime: capture(new SageMakerRuntimeClient(asked)),
    featureGroup: FEATURE_GROUP,
    endpointName: ENDPOINT_NAME,
  };
  return {
    predictions: sageMakerPredictionClient(sources),
    dependencies: sageMakerDependencies(sources),
    log: firehosePredictionLog({
      client: capture(new FirehoseClient(once(deliveryPatienceMilliseconds))),
      streamName: PREDICTION_STREAM,
      clock: systemClock,
      random: Math.random,
      patienceMilliseconds: deliveryPatienceMilliseconds,
      mostPending,
      onDelivery: observability.undelivered,
    }),
    observability,
    security:
      settings.AUTHORIZATION === 'iam' ? { kind: 'iam' } : { kind: 'jwt', issuer: settings.JWT_ISSUER },
    version: settings.API_VERSION,
    timeBudgetMilliseconds: TIME_BUDGET_MILLISECONDS,
    now: Date.now,
    newId: randomUUID,
    docsFile: docsFilesIn(surroundings.docsFolder),
  };
};
