// How long to wait between two tries.
import type * as IO from 'fp-ts/IO';
import * as O from 'fp-ts/Option';
import { capDelay, exponentialBackoff, type RetryPolicy, type RetryStatus } from 'retry-ts';

/** A random number, 0 inclusive to 1 exclusive. */
export type Random = IO.IO<number>;

/** Delays in milliseconds: the first, doubled each time up to the longest. Never gives up by itself. */
export interface Backoff {
  readonly first: number;
  readonly longest: number;
}

/**
 * The policy of a back-off.
 *
 * @example
 * const policy = backoff({ first: 500, longest: 30_000 });
 * [0, 1, 2, 6].map((iterNumber) => policy({ ...defaultRetryStatus, iterNumber }));
 * // [some(500), some(1000), some(2000), some(30000)]
 */
export const backoff = ({ first, longest }: Backoff): RetryPolicy =>
  capDelay(longest, exponentialBackoff(first));

/**
 * A delay between half of what the policy says and all of it, so that clients that failed together do not come
 * back together ("equal jitter").
 *
 * @example
 * jittered(1000, () => 0.5)(); // 750
 */
export const jittered =
  (delay: number, random: Random): IO.IO<number> =>
  () =>
    Math.round((delay / 2) * (1 + random()));

/** The status after one more try, or nothing when the policy gives up. */
export const nextTry = (
  policy: RetryPolicy,
  status: RetryStatus,
): O.Option<RetryStatus & { readonly delay: number }> => {
  const delay = policy(status);
  return O.isNone(delay)
    ? O.none
    : O.some({
        iterNumber: status.iterNumber + 1,
        cumulativeDelay: status.cumulativeDelay + delay.value,
        previousDelay: delay,
        delay: delay.value,
      });
};
