// Many clients as batches of at most 100, and their responses as one.
import type { ClientId } from '@credit-risk/loan-features';
import { type BatchResponse, mostClients } from '@credit-risk/scoring-contract';
import { pipe } from 'fp-ts/function';
import * as RA from 'fp-ts/ReadonlyArray';
import * as TE from 'fp-ts/TaskEither';
import type { InvalidRequest, PredictionError } from './prediction-error';

const together = (responses: readonly BatchResponse[]): BatchResponse => ({
  results: responses.flatMap(({ results }) => results),
  unknownClientIds: responses.flatMap(({ unknownClientIds }) => unknownClientIds),
});

const repeated = (clientIds: readonly ClientId[]): InvalidRequest | null => {
  const first = new Map<ClientId, number>();
  const faults = clientIds.flatMap((clientId, index) => {
    const before = first.get(clientId);
    if (before === undefined) first.set(clientId, index);
    return before === undefined
      ? []
      : [{ path: `$.clientIds[${index}]`, expectation: `each client once, and it is at ${before} already` }];
  });
  return faults.length === 0 ? null : { _tag: 'InvalidRequest', faults };
};

/**
 * Gets batch by batch, one after the other, so that the service sets the pace. No clients, no call.
 *
 * @example
 * inBatches(ask)(clientIds)(); // right({ results: […], unknownClientIds: […] })
 */
export const inBatches =
  (ask: (batch: readonly ClientId[]) => TE.TaskEither<PredictionError, BatchResponse>) =>
  (clientIds: readonly ClientId[]): TE.TaskEither<PredictionError, BatchResponse> => {
    const invalid = repeated(clientIds);
    if (invalid !== null) return TE.left(invalid);
    return pipe(RA.chunksOf(mostClients)(clientIds), TE.traverseSeqArray(ask), TE.map(together));
  };
