// Time as a port, so that waiting can be tested without waiting.
import type * as IO from 'fp-ts/IO';
import type * as T from 'fp-ts/Task';

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
  // Not Node's promise of a timer: a client in a browser waits, too.
  sleep: (milliseconds, signal) => () =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const wake = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      signal?.addEventListener('abort', wake);
    }),
};
