// The same client with promises, for callers that do not use fp-ts.
import { decode } from '@credit-risk/io-ts-schema';
import { ClientId } from '@credit-risk/loan-features';
import type { BatchResponse, ClientFeatures, Prediction } from '@credit-risk/scoring-contract';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as RA from 'fp-ts/ReadonlyArray';
import * as TE from 'fp-ts/TaskEither';
import type { BatchOptions, CallOptions, PredictionClient } from './prediction-client';
import { type PredictionError, renderPredictionError } from './prediction-error';

/** The error of a rejected promise: the `_tag` of `reason` names what went wrong. */
export class PredictionClientError extends Error {
  override readonly name = 'PredictionClientError';

  constructor(readonly reason: PredictionError) {
    super(renderPredictionError(reason), 'cause' in reason ? { cause: reason.cause } : {});
  }
}

/** Gets features and predictions; ids are texts, and every error is a `PredictionClientError`. */
export interface PromisePredictionClient {
  readonly features: (clientId: string, options?: CallOptions) => Promise<ClientFeatures>;
  readonly prediction: (clientId: string, options?: CallOptions) => Promise<Prediction>;
  readonly predictions: (clientIds: readonly string[], options?: BatchOptions) => Promise<BatchResponse>;
}

const clientIdAt =
  (place: string) =>
  (text: string): E.Either<PredictionError, ClientId> =>
    pipe(
      decode(ClientId)(text),
      E.mapLeft((errors) => ({
        _tag: 'InvalidRequest' as const,
        faults: errors.map(({ expectation }) => ({ path: place, expectation })),
      })),
    );

const orReject = async <A>(effect: TE.TaskEither<PredictionError, A>): Promise<A> => {
  const result = await effect();
  if (E.isLeft(result)) throw new PredictionClientError(result.left);
  return result.right;
};

/**
 * The client with promises.
 *
 * @example
 * const { probabilityOfDefault } = await withPromises(client).prediction('5008806');
 */
export const withPromises = (client: PredictionClient): PromisePredictionClient => ({
  features: (clientId, options) =>
    orReject(
      pipe(
        TE.fromEither(clientIdAt('clientId')(clientId)),
        TE.flatMap((id) => client.features(id, options)),
      ),
    ),
  prediction: (clientId, options) =>
    orReject(
      pipe(
        TE.fromEither(clientIdAt('clientId')(clientId)),
        TE.flatMap((id) => client.prediction(id, options)),
      ),
    ),
  predictions: (clientIds, options) =>
    orReject(
      pipe(
        clientIds,
        RA.traverseWithIndex(E.Applicative)((index, text) => clientIdAt(`$.clientIds[${index}]`)(text)),
        TE.fromEither,
        TE.flatMap((ids) => client.predictions(ids, options)),
      ),
    ),
});
