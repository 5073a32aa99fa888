// A clock that only moves when everybody sleeps, and then to the first who wakes.
import type { Clock } from '@credit-risk/aws-effects';

interface Sleeper {
  readonly wakesAt: number;
  readonly movesTime: boolean;
  readonly wake: () => void;
}

/**
 * Whoever sleeps on a signal that is not among those of the work waits beside it (as the renewal of a lease does), and moves
 * no time: else time would fly while the work waits for anything but the clock.
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
