// The interface of every prediction client, over HTTP or SageMaker.
import type { ClientId } from '@credit-risk/loan-features';
import type { BatchResponse, ClientFeatures, Prediction } from '@credit-risk/scoring-contract';
import type * as TE from 'fp-ts/TaskEither';
import type { PredictionError } from './prediction-error';

/** How a call may be ended early. */
export interface CallOptions {
  /** Ends the call; it then fails with `Cancelled`. */
  readonly signal?: AbortSignal;
  /** Time for the whole call, its retries included, in milliseconds. */
  readonly timeoutMilliseconds?: number;
}

/** Options of a call for many predictions. */
export interface BatchOptions extends CallOptions {
  /** Whether each prediction carries its reasons. */
  readonly reasons?: boolean;
}

/** Gets features and predictions. Nothing is sent before an effect is run; each run sends again. */
export interface PredictionClient {
  /** The features of the client's last loan. */
  readonly features: (
    clientId: ClientId,
    options?: CallOptions,
  ) => TE.TaskEither<PredictionError, ClientFeatures>;
  /** The model's probability of default, with its reasons. */
  readonly prediction: (
    clientId: ClientId,
    options?: CallOptions,
  ) => TE.TaskEither<PredictionError, Prediction>;
  /** Predictions for any number of different clients, 100 a call; results in the order of the ids. */
  readonly predictions: (
    clientIds: readonly ClientId[],
    options?: BatchOptions,
  ) => TE.TaskEither<PredictionError, BatchResponse>;
}
