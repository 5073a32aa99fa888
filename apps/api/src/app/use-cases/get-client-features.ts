// The features of a client's last loan.
import type { ClientId } from '@credit-risk/loan-features';
import type { CallOptions, PredictionError } from '@credit-risk/prediction-client';
import type { ClientFeatures } from '@credit-risk/scoring-contract';
import type * as RTE from 'fp-ts/ReaderTaskEither';
import type { Api } from '../../domain/api';

/** Reads the features of a client. */
export const getClientFeatures =
  (clientId: ClientId, time: CallOptions): RTE.ReaderTaskEither<Api, PredictionError, ClientFeatures> =>
  ({ predictions }) =>
    predictions.features(clientId, time);
