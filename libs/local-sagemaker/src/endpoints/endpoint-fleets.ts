import type * as E from 'fp-ts/Either';
import type { ApiError } from '../protocol/api-errors';
import type { InvokeEndpointInput, InvokeEndpointOutput } from '../service-model/operations.generated';
import type { Deployment } from '../store/records';

/** What serves endpoints: processes that are up, but get requests from activation on only. */
export interface EndpointFleets<Fleet> {
  /** Starts every variant and waits until each responds to its ping; left with the reason of the failure. */
  readonly deploy: (
    order: { readonly endpointName: string } & Deployment,
  ) => Promise<E.Either<string, Fleet>>;
  /** Sends new requests to a fleet, and ends the one before when its last request has its response. */
  readonly activate: (endpointName: string, fleet: Fleet) => Promise<void>;
  readonly invoke: (input: InvokeEndpointInput) => Promise<E.Either<ApiError, InvokeEndpointOutput>>;
  /** Ends what serves an endpoint. */
  readonly retire: (endpointName: string) => Promise<void>;
  readonly stopAll: () => Promise<void>;
}
