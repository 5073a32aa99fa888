// Predictions for many clients in one request.
import { array, boolean, distinct, object, taggedUnion, withDefault } from '@credit-risk/io-ts-schema';
import { ClientId } from '@credit-risk/loan-features';
import type { TypeOf } from 'io-ts';
import { Prediction } from './prediction';

/** The largest number of clients in one request. */
export const mostClients = 100;

/** Codec of a request for many predictions. */
export const BatchRequest = object(
  {
    clientIds: distinct(ClientId, { minItems: 1, maxItems: mostClients }),
    reasons: withDefault(boolean({ description: 'Whether each prediction carries its reasons' }), false),
  },
  { name: 'BatchRequest' },
);

/** A request for many predictions. */
export type BatchRequest = TypeOf<typeof BatchRequest>;

/** Codec of the result for one client. */
export const BatchResult = taggedUnion(
  'outcome',
  { predicted: { prediction: Prediction }, 'unknown-client': { clientId: ClientId } },
  { name: 'BatchResult', open: true },
);

/** The result for one client. */
export type BatchResult = TypeOf<typeof BatchResult>;

/** Codec of the response to a request for many predictions. */
export const BatchResponse = object(
  {
    results: array(BatchResult, { description: 'One for each client, in the order of the request' }),
    unknownClientIds: array(ClientId, {
      description: 'The clients without a loan, in the order of the request',
    }),
  },
  { name: 'BatchResponse', open: true },
);

/** The response to a request for many predictions. */
export type BatchResponse = TypeOf<typeof BatchResponse>;
