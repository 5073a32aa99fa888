// A clock that stands still until a test moves it.
import type { Clock } from '../src/machine/clock';

export interface ManualClock extends Clock {
  readonly advance: (milliseconds: number) => void;
}

export const manualClock = (start = Date.parse('2026-01-01T12:34:56.789Z')): ManualClock => {
  let now = start;
  let sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: (milliseconds) =>
      new Promise((wake) => {
        if (milliseconds <= 0) wake();
        else sleepers.push({ until: now + milliseconds, wake });
      }),
    advance: (milliseconds) => {
      now += milliseconds;
      const awake = sleepers.filter(({ until }) => until <= now);
      sleepers = sleepers.filter(({ until }) => until > now);
      for (const { wake } of awake) wake();
    },
  };
};
