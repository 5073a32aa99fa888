// Predictions for many clients at once.
import type { CallOptions, PredictionError } from '@credit-risk/prediction-client';
import type { BatchResponse, BatchRequest } from '@credit-risk/scoring-contract';
import { pipe } from 'fp-ts/function';
import type * as RTE from 'fp-ts/ReaderTaskEither';
import * as TE from 'fp-ts/TaskEither';
import type { Api } from '../../domain/api';
import { keepPredictions, type Receiver } from './keep-predictions';

const predicted = ({ results }: BatchResponse) =>
  results.flatMap((result) => (result.outcome === 'predicted' ? [result.prediction] : []));

/** Predicts for some clients, and keeps the predictions. */
export const postPredictions =
  (
    { clientIds, reasons }: BatchRequest,
    receiver: Receiver,
    time: CallOptions,
  ): RTE.ReaderTaskEither<Api, PredictionError, BatchResponse> =>
  (api) =>
    pipe(
      api.predictions.predictions(clientIds, { ...time, reasons }),
      TE.tapEither((response) => keepPredictions(predicted(response), receiver)(api)),
    );
