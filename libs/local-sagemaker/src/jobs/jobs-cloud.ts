import type { Account } from '../machine/arns';
import type { Clock } from '../machine/clock';
import type { Store } from '../store/store';
import type { JobLifecycle } from './job-lifecycle';

/** What the operations on jobs work with. */
export interface JobsCloud {
  readonly account: Account;
  readonly clock: Clock;
  readonly store: Store;
  readonly lifecycle: JobLifecycle;
}
