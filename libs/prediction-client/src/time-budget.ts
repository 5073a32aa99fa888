// The time for one call, shared by everything that is done for it.
import { backoff, type Clock, type Patience, type Random, withDeadline } from '@credit-risk/aws-effects';
import type * as TE from 'fp-ts/TaskEither';
import type { CallOptions } from './prediction-client';
import type { Cancelled, PredictionError, TooSlow } from './prediction-error';

/** The time that a call has, and how much is left. */
export interface TimeBudget {
  /** Aborted when the time is over, or by the caller. */
  readonly signal: AbortSignal;
  /** Milliseconds in which a try may begin: not all of the time, so that the last error can still be reported. */
  readonly left: () => number;
  /** How to bear errors that may pass, from now on. */
  readonly patience: () => Patience;
  /** Why the signal is aborted. */
  readonly ended: () => TooSlow | Cancelled;
}

/** What a budget runs on. */
export interface BudgetPorts {
  readonly clock: Clock;
  readonly random: Random;
}

const firstDelay = 20;
const longestDelay = 400;
// What is left of the time for the last try and its response.
const shareForRetries = 0.8;

/**
 * Runs work within the time of a call, which begins when the work does.
 *
 * @example
 * withinBudget({ clock: systemClock, random: Math.random }, { timeoutMilliseconds: 3000 }, 10_000)(
 *   ({ signal }) => look(signal));
 */
export const withinBudget =
  ({ clock, random }: BudgetPorts, { signal, timeoutMilliseconds }: CallOptions, usual: number) =>
  <A>(work: (budget: TimeBudget) => TE.TaskEither<PredictionError, A>): TE.TaskEither<PredictionError, A> => {
    const milliseconds = timeoutMilliseconds ?? usual;
    return withDeadline(
      milliseconds,
      signal,
    )((ending) => {
      const retryUntil = clock.now() + milliseconds * shareForRetries;
      const left = (): number => Math.max(0, retryUntil - clock.now());
      return work({
        signal: ending,
        left,
        patience: () => ({
          clock,
          random,
          policy: backoff({ first: firstDelay, longest: longestDelay }),
          surviveErrorsFor: left(),
          signal: ending,
        }),
        ended: () => (signal?.aborted === true ? { _tag: 'Cancelled' } : { _tag: 'TooSlow', milliseconds }),
      });
    });
  };
