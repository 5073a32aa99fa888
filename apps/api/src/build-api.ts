// Builds the API from its settings, on AWS or at the addresses of the AWS_ENDPOINT_URL… variables.
import { systemClock } from '@credit-risk/aws-effects';
import {
  dependenciesOf,
  predictionClientOf,
  type PredictionSources,
} from '@credit-risk/prediction-client/sources';
import { randomUUID } from 'node:crypto';
import type { Api } from './domain/api';
import { invokeEndpoint } from './infra/aws/invoke-endpoint';
import { onlineReader } from './infra/aws/online-reader';
import { putLines } from './infra/aws/put-record-batch';
import { featureStoreRuntime, firehose, sageMakerRuntime, type ServiceUrls } from './infra/aws/service-url';
import type { Credentials } from './infra/aws/signature';
import { signedCalls } from './infra/aws/signed-call';
import { docsFilesIn } from './infra/docs-files';
import { firehosePredictionLog } from './infra/firehose/prediction-log';
import { powertools } from './infra/powertools/observability';
import { noTracing, xRayTracing } from './infra/powertools/tracing';
import type { Settings } from './settings';

/** What differs between Lambda and a plain server. */
export interface RuntimeSettings {
  readonly urls: ServiceUrls;
  readonly credentials: () => Promise<Credentials>;
  readonly isTraced: boolean;
  /** Where the files of the documentation page are. */
  readonly docsFolder: string;
  readonly deliveryPatienceMilliseconds: number;
}

const mostPending = 10_000;

/** The API with its real ports. */
export const buildApi = async (settings: Settings, platform: RuntimeSettings): Promise<Api> => {
  const {
    AWS_REGION: region,
    FEATURE_GROUP,
    ENDPOINT_NAME,
    PREDICTION_STREAM,
    TIME_BUDGET_MILLISECONDS,
  } = settings;
  const { urls, credentials, deliveryPatienceMilliseconds } = platform;
  const tracing = platform.isTraced ? await xRayTracing() : noTracing;
  const observability = powertools(tracing);
  const signer = { region, credentials, around: tracing.aroundCalls };
  const featureStore = signedCalls({
    ...signer,
    service: featureStoreRuntime,
    url: urls.featureStoreRuntime,
  });
  const runtime = signedCalls({ ...signer, service: sageMakerRuntime, url: urls.sageMakerRuntime });
  // Deliveries belong to no request: they continue after its response.
  const around = noTracing.aroundCalls;
  const stream = signedCalls({ ...signer, around, service: firehose, url: urls.firehose });
  const sources: PredictionSources = {
    featureGroup: FEATURE_GROUP,
    store: onlineReader(featureStore, FEATURE_GROUP),
    invoke: invokeEndpoint(runtime, ENDPOINT_NAME),
  };
  return {
    predictions: predictionClientOf(sources),
    dependencies: dependenciesOf(sources),
    log: firehosePredictionLog({
      put: putLines(stream, PREDICTION_STREAM, deliveryPatienceMilliseconds),
      clock: systemClock,
      random: Math.random,
      patienceMilliseconds: deliveryPatienceMilliseconds,
      mostPending,
      onUndelivered: observability.undelivered,
    }),
    observability,
    security:
      settings.AUTHORIZATION === 'iam' ? { kind: 'iam' } : { kind: 'jwt', issuer: settings.JWT_ISSUER },
    version: settings.API_VERSION,
    timeBudgetMilliseconds: TIME_BUDGET_MILLISECONDS,
    now: Date.now,
    newId: randomUUID,
    docsFile: docsFilesIn(platform.docsFolder),
  };
};
