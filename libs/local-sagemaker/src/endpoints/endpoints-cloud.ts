import type { Account } from '../machine/arns';
import type { Clock } from '../machine/clock';
import type { Store } from '../store/store';
import type { EndpointLifecycle } from './endpoint-lifecycle';

/** What the operations on models, endpoint configurations and endpoints work with. */
export interface EndpointsCloud {
  readonly account: Account;
  readonly clock: Clock;
  readonly store: Store;
  readonly lifecycle: EndpointLifecycle;
}
