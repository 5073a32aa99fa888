// The prediction for one client of a run, as a service with permissions on AWS gets it.
import { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { renderAwsError } from '@credit-risk/aws-effects';
import { sageMakerOnlineStore } from '@credit-risk/feature-store/online';
import type { ClientId } from '@credit-risk/loan-features';
import type { RunResult } from '@credit-risk/pipelines';
import { renderPredictionError, sageMakerPredictionClient } from '@credit-risk/prediction-client/sagemaker';
import type { Prediction } from '@credit-risk/scoring-contract';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { startError, type StartError } from './start-error';

type Environment = Readonly<Record<string, string>>;

// The first prediction of a new endpoint may have to wait for its process to load the model.
const timeoutMilliseconds = 20_000;

const clientOptions = (environment: Environment, service: string) => ({
  region: environment['AWS_REGION'] ?? '',
  endpoint: environment[`AWS_ENDPOINT_URL_${service}`] ?? '',
  credentials: {
    accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
  },
  // The prediction client retries within its time.
  maxAttempts: 1,
});

/** The first client that the feature group lists: any client serves as an example. */
const someClient = (
  client: SageMakerFeatureStoreRuntimeClient,
  featureGroup: string,
): TE.TaskEither<StartError, ClientId> =>
  pipe(
    sageMakerOnlineStore(client, featureGroup).list(undefined),
    TE.mapLeft((error) =>
      startError(`Could not list the clients of ${featureGroup}: ${renderAwsError(error)}`),
    ),
    TE.flatMapNullable(
      ({ items }) => items[0],
      () => startError(`The feature group ${featureGroup} has no client.`),
    ),
  );

/** The prediction for one client of a run. */
export const predict = (
  environment: Environment,
  { featureGroup, endpoint: endpointName }: RunResult,
): TE.TaskEither<StartError, Prediction> => {
  const featureStoreRuntime = new SageMakerFeatureStoreRuntimeClient(
    clientOptions(environment, 'SAGEMAKER_FEATURESTORE_RUNTIME'),
  );
  const runtime = new SageMakerRuntimeClient(clientOptions(environment, 'SAGEMAKER_RUNTIME'));
  const predictions = sageMakerPredictionClient({
    featureStoreRuntime,
    runtime,
    featureGroup,
    endpointName,
    timeoutMilliseconds,
  });
  return pipe(
    someClient(featureStoreRuntime, featureGroup),
    TE.flatMap((clientId) =>
      pipe(
        predictions.prediction(clientId),
        TE.mapLeft((error) =>
          startError(`${endpointName} gave no prediction: ${renderPredictionError(error)}`),
        ),
      ),
    ),
  );
};
