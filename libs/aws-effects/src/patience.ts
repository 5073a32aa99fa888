// How to wait between tries, and how long to put up with errors that may pass.
import type { RetryPolicy } from 'retry-ts';
import type { Random } from './backoff';
import type { Clock } from './clock';

/** How to wait and how long to bear errors. All times in milliseconds. */
export interface Patience {
  /** Delays before jitter; see `backoff`. */
  readonly policy: RetryPolicy;
  readonly random: Random;
  readonly clock: Clock;
  /** How long retryable errors may follow one another. */
  readonly surviveErrorsFor: number;
  readonly signal?: AbortSignal;
}
