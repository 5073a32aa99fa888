// A clock that only moves while the work sleeps, and then to the first sleeper that wakes.
import type { Clock } from '@credit-risk/aws-effects';

interface Sleeper {
  readonly wakesAt: number;
  readonly movesTime: boolean;
  readonly wake: () => void;
}

/**
 * A sleeper on a signal other than that of the work (such as the renewal of a lease) waits beside the work and moves no time:
 * otherwise time would fly while the work waits for something other than the clock.
 */
export const fakeClock = (start: number, ofWork: AbortSignal): Clock => {
  let time = start;
  const sleepers = new Set<Sleeper>();
  const wakeFirst = (): void => {
    if (![...sleepers].some(({ movesTime }) => movesTime)) return;
    const [first] = [...sleepers].sort((one, other) => one.wakesAt - other.wakesAt);
    if (first === undefined) return;
    time = Math.max(time, first.wakesAt);
    first.wake();
    setImmediate(wakeFirst);
  };
  return {
    now: () => time,
    sleep: (milliseconds, signal) => () =>
      new Promise((resolve) => {
        if (signal?.aborted === true) return resolve();
        const movesTime = signal === undefined || signal === ofWork;
        const wake = (): void => {
          signal?.removeEventListener('abort', wake);
          sleepers.delete(sleeper);
          resolve();
        };
        const sleeper: Sleeper = { wakesAt: time + milliseconds, movesTime, wake };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', wake);
        setImmediate(wakeFirst);
      }),
  };
};
