// Waits for a state, by observing again and again.
import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';
import type * as TE from 'fp-ts/TaskEither';
import { defaultRetryStatus, type RetryStatus } from 'retry-ts';
import { jittered, nextTry } from './backoff';
import type { Patience } from './patience';

/** What to wait for and how. All times in milliseconds. */
export interface Poll<E, A> extends Patience {
  /** What is waited for, for errors: `endpoint champion to be in service`. */
  readonly waitingFor: string;
  readonly observe: TE.TaskEither<E, A>;
  readonly isDone: (observed: A) => boolean;
  /** Which errors of `observe` may pass by themselves. */
  readonly isRetryable: (error: E) => boolean;
  /** After this time the wait fails. */
  readonly giveUpAfter: number;
  /** Called with each observation, for progress. */
  readonly onObserved?: (observed: A) => void;
}

/** Why a wait ended without what was waited for; `waited` in milliseconds. */
export type PollError<E, A> =
  | {
      readonly _tag: 'GaveUp';
      readonly waitingFor: string;
      readonly waited: number;
      /** What was last seen; null if nothing ever was. */
      readonly last: A | null;
    }
  | {
      readonly _tag: 'ObservationFailed';
      readonly waitingFor: string;
      readonly waited: number;
      readonly cause: E;
    }
  | { readonly _tag: 'WaitCancelled'; readonly waitingFor: string; readonly waited: number };

const millisecondsPerSecond = 1000;

/**
 * A wait's error as one sentence; `renderCause` renders what `observe` failed with.
 *
 * @example
 * renderPollError(renderAwsError)(gaveUp); // 'waited 60 s for endpoint champion to be in service, and gave up'
 */
export const renderPollError =
  <E>(renderCause: (cause: E) => string) =>
  <A>(error: PollError<E, A>): string => {
    const waited = `waited ${Math.round(error.waited / millisecondsPerSecond)} s for ${error.waitingFor}`;
    switch (error._tag) {
      case 'GaveUp':
        return `${waited}, and gave up`;
      case 'ObservationFailed':
        return `${waited}, and could not observe it any more: ${renderCause(error.cause)}`;
      case 'WaitCancelled':
        return `${waited}, and was cancelled`;
    }
  };

interface Progress<A> {
  readonly retry: RetryStatus;
  readonly last: A | null;
  readonly failingSince: number | null;
}

type Step<E, A> =
  | { readonly _tag: 'Done'; readonly result: E.Either<PollError<E, A>, A> }
  | { readonly _tag: 'Again'; readonly progress: Progress<A>; readonly delay: number };

const look = <E, A>(poll: Poll<E, A>, before: Progress<A>, startedAt: number) => {
  const { waitingFor, clock, signal } = poll;
  const waited = (): number => clock.now() - startedAt;
  const failed = (error: PollError<E, A>): Step<E, A> => ({ _tag: 'Done', result: E.left(error) });
  const again = (progress: Omit<Progress<A>, 'retry'>): Step<E, A> => {
    const retry = nextTry(poll.policy, before.retry);
    const left = poll.giveUpAfter - waited();
    if (O.isNone(retry) || left <= 0) {
      return failed({ _tag: 'GaveUp', waitingFor, waited: waited(), last: progress.last });
    }
    const delay = Math.min(jittered(retry.value.delay, poll.random)(), left);
    return { _tag: 'Again', progress: { ...progress, retry: retry.value }, delay };
  };
  const cancelled = (): boolean => signal?.aborted === true;
  return async (): Promise<Step<E, A>> => {
    if (cancelled()) return failed({ _tag: 'WaitCancelled', waitingFor, waited: waited() });
    const lookedAt = clock.now();
    const observed = await poll.observe();
    if (E.isRight(observed)) {
      poll.onObserved?.(observed.right);
      if (poll.isDone(observed.right)) return { _tag: 'Done', result: observed };
      return again({ last: observed.right, failingSince: null });
    }
    if (cancelled()) return failed({ _tag: 'WaitCancelled', waitingFor, waited: waited() });
    const failingSince = before.failingSince ?? lookedAt;
    const survives = poll.isRetryable(observed.left) && clock.now() - failingSince < poll.surviveErrorsFor;
    return survives
      ? again({ last: before.last, failingSince })
      : failed({ _tag: 'ObservationFailed', waitingFor, waited: waited(), cause: observed.left });
  };
};

/**
 * Observes until it is done. It always observes once more at the end of `giveUpAfter`, and fails with the name of the wait and
 * its length.
 *
 * @example
 * pollUntil({ waitingFor: 'model m to be gone', observe, isDone: (seen) => seen === null, isRetryable,
 *   policy: backoff({ first: 500, longest: 30_000 }), random, clock: systemClock,
 *   giveUpAfter: 600_000, surviveErrorsFor: 120_000 })(); // right(null)
 */
export const pollUntil =
  <E, A>(poll: Poll<E, A>): TE.TaskEither<PollError<E, A>, A> =>
  async () => {
    const startedAt = poll.clock.now();
    let progress: Progress<A> = { retry: defaultRetryStatus, last: null, failingSince: null };
    for (;;) {
      const step = await look(poll, progress, startedAt)();
      if (step._tag === 'Done') return step.result;
      await poll.clock.sleep(step.delay, poll.signal)();
      progress = step.progress;
    }
  };
