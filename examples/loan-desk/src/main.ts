// Which way to ask is a matter of the environment: over HTTP with a token, or SageMaker directly.
import { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { PromisePredictionClient } from '@credit-risk/prediction-client';
import { httpPredictions } from '@credit-risk/prediction-client/http';
import { sageMakerPredictions } from '@credit-risk/prediction-client/sagemaker';
import { service } from './service.js';

const {
  SCORING_API_URL,
  SCORING_API_TOKEN = '',
  FEATURE_GROUP = '',
  ENDPOINT_NAME = '',
  PORT = '0',
} = process.env;

const predictions = (): PromisePredictionClient =>
  SCORING_API_URL === undefined
    ? sageMakerPredictions({
        featureStoreRuntime: new SageMakerFeatureStoreRuntimeClient({ maxAttempts: 1 }),
        runtime: new SageMakerRuntimeClient({ maxAttempts: 1 }),
        featureGroup: FEATURE_GROUP,
        endpointName: ENDPOINT_NAME,
      })
    : httpPredictions({ baseUrl: SCORING_API_URL, token: () => Promise.resolve(SCORING_API_TOKEN) });

const app = service(predictions());
console.log(`The desk is open at ${await app.listen({ host: '127.0.0.1', port: Number(PORT) })}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.close());
