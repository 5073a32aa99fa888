// Adds predictions to the prediction log before the response: none is given that is not kept.
import type { PredictionError } from '@credit-risk/prediction-client';
import type { Prediction } from '@credit-risk/scoring-contract';
import * as E from 'fp-ts/Either';
import type * as RE from 'fp-ts/ReaderEither';
import type { Api } from '../../domain/api';

/** The request and the caller that predictions are for. */
export interface Receiver {
  readonly requestId: string;
  readonly caller: string;
}

const logIsFull: PredictionError = {
  _tag: 'NotReady',
  dependency: 'api',
  retryAfterSeconds: 5,
  cause: 'too many entries of the prediction log wait for delivery',
};

/** Keeps the predictions, or refuses to give them. */
export const keepPredictions =
  (
    predictions: readonly Prediction[],
    { requestId, caller }: Receiver,
  ): RE.ReaderEither<Api, PredictionError, void> =>
  ({ log }) =>
    log.append(predictions.map((prediction) => ({ requestId, caller, prediction })))
      ? E.right(undefined)
      : E.left(logIsFull);
