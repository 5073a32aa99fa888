// Ties endpoints to the fleets that serve them, through creation, update, deletion and restart.
import type * as TE from 'fp-ts/TaskEither';
import type { ServiceFault } from './protocol/service-faults';
import type { InvokeEndpointInput, InvokeEndpointOutput } from './service-model/operations.generated';

export interface EndpointLifecycle {
  /** Deploys what the endpoint's record has as next. */
  readonly deploy: (name: string) => void;
  readonly remove: (name: string) => void;
  readonly invoke: (input: InvokeEndpointInput) => TE.TaskEither<ServiceFault, InvokeEndpointOutput>;
  /** After a restart: brings endpoints back, and goes on with what was under way. */
  readonly recover: () => Promise<void>;
  readonly close: () => Promise<void>;
}
