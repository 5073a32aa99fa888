// Predictions for many clients in one request.
import { array, boolean, distinct, object, taggedUnion, withDefault } from '@credit-risk/io-ts-schema';
import { ClientId } from '@credit-risk/loan-features';
import type { TypeOf } from 'io-ts';
import { Prediction } from './prediction';

/** Clients of one request at most. */
export const mostClients = 100;

/** Codec of a request for many predictions. */
export const BatchRequest = object(
  {
    clientIds: distinct(ClientId, { minItems: 1, maxItems: mostClients }),
    reasons: withDefault(boolean({ description: 'Whether each prediction is to have its reasons' }), false),
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

/** Codec of the answer to a request for many predictions. */
export const BatchAnswer = object(
  {
    results: array(BatchResult, { description: 'One for each client, in the order asked for' }),
    unknownClientIds: array(ClientId, { description: 'The clients without a loan, in the order asked for' }),
  },
  { name: 'BatchAnswer', open: true },
);

/** The answer to a request for many predictions. */
export type BatchAnswer = TypeOf<typeof BatchAnswer>;
