import { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { ClientId } from '@credit-risk/loan-features';
import { renderPredictionError, sageMakerPredictionClient } from '../src/sagemaker';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';

/** How many of some clients the model would decline. */
export const declined = (featureGroup: string, endpointName: string, clientIds: readonly ClientId[]) =>
  pipe(
    sageMakerPredictionClient({
      featureStoreRuntime: new SageMakerFeatureStoreRuntimeClient({ maxAttempts: 1 }),
      runtime: new SageMakerRuntimeClient({ maxAttempts: 1 }),
      featureGroup,
      endpointName,
    }).predictions(clientIds),
    TE.bimap(
      renderPredictionError,
      ({ results }) =>
        results.filter((result) => result.outcome === 'predicted' && result.prediction.decision === 'decline')
          .length,
    ),
  );
