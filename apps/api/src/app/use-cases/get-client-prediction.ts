// The probability that a client defaults, with its reasons.
import type { ClientId } from '@credit-risk/loan-features';
import type { CallOptions, PredictionError } from '@credit-risk/prediction-client';
import type { Prediction } from '@credit-risk/scoring-contract';
import { pipe } from 'fp-ts/function';
import type * as RTE from 'fp-ts/ReaderTaskEither';
import * as TE from 'fp-ts/TaskEither';
import type { Api } from '../../domain/api';
import { keepPredictions, type Receiver } from './keep-predictions';

/** Predicts for a client, and keeps the prediction. */
export const getClientPrediction =
  (
    clientId: ClientId,
    receiver: Receiver,
    time: CallOptions,
  ): RTE.ReaderTaskEither<Api, PredictionError, Prediction> =>
  (api) =>
    pipe(
      api.predictions.prediction(clientId, time),
      TE.tapEither((prediction) => keepPredictions([prediction], receiver)(api)),
    );
