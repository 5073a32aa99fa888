// The entry for callers with permissions on AWS: it calls Feature Store and endpoint directly, by the AWS SDK.
import type { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { InvokeEndpointCommand, type SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { send } from '@credit-risk/aws-effects';
import { sageMakerOnlineStore } from '@credit-risk/feature-store/online';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { PredictionClient } from './prediction-client';
import { type PromisePredictionClient, withPromises } from './promises';
import {
  dependenciesOf,
  type InvokeEndpoint,
  type PredictionDependencies,
  predictionClientOf,
  type PredictionSources,
} from './sources';

export * from './index';
export type { PredictionDependencies } from './sources';

/** The services to call, and the SDK's clients: give them `maxAttempts: 1`, since this client retries calls within its time. */
export interface SageMakerSettings extends Pick<PredictionSources, 'timeoutMilliseconds' | 'newId'> {
  readonly featureStoreRuntime: SageMakerFeatureStoreRuntimeClient;
  readonly runtime: SageMakerRuntimeClient;
  readonly featureGroup: string;
  readonly endpointName: string;
}

const json = 'application/json';

const invokeEndpoint =
  ({ runtime, endpointName }: SageMakerSettings): InvokeEndpoint =>
  ({ body, inferenceId }, signal) =>
    pipe(
      send(
        runtime,
        new InvokeEndpointCommand({
          EndpointName: endpointName,
          ContentType: json,
          Accept: json,
          InferenceId: inferenceId,
          Body: body,
        }),
        { signal },
      ),
      TE.map(({ Body, InvokedProductionVariant }) => ({
        body: new TextDecoder().decode(Body),
        variant: InvokedProductionVariant ?? '',
      })),
    );

const sourcesOf = (settings: SageMakerSettings): PredictionSources => ({
  ...settings,
  store: (signal) => sageMakerOnlineStore(settings.featureStoreRuntime, settings.featureGroup, { signal }),
  invoke: invokeEndpoint(settings),
});

/**
 * A client of Feature Store and endpoint.
 *
 * @example
 * const client = sageMakerPredictionClient({ featureStoreRuntime, runtime, featureGroup, endpointName });
 * await client.prediction(clientId)(); // right({ probabilityOfDefault: 0.0231, decision: 'approve', … })
 */
export const sageMakerPredictionClient = (settings: SageMakerSettings): PredictionClient =>
  predictionClientOf(sourcesOf(settings));

/**
 * Checks that Feature Store and endpoint respond.
 *
 * @example
 * await sageMakerDependencies(settings).endpoint({ timeoutMilliseconds: 1000 })(); // right(undefined)
 */
export const sageMakerDependencies = (settings: SageMakerSettings): PredictionDependencies =>
  dependenciesOf(sourcesOf(settings));

/**
 * The same with promises.
 *
 * @example
 * const { probabilityOfDefault } = await sageMakerPredictions(settings).prediction('5008806');
 */
export const sageMakerPredictions = (settings: SageMakerSettings): PromisePredictionClient =>
  withPromises(sageMakerPredictionClient(settings));
