// Time as a port, so that waiting can be tested without waiting.
import type * as IO from 'fp-ts/IO';
import type * as T from 'fp-ts/Task';
import { setTimeout as delay } from 'node:timers/promises';

/** Time and waiting. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: IO.IO<number>;
  /** Waits some milliseconds, or until the signal is aborted; never fails. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => T.Task<void>;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => async () => {
    await delay(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  },
};
