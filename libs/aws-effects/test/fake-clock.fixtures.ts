// A clock that stands still, but for what is slept.
import type { Clock } from '../src/index';

export interface FakeClock extends Clock {
  readonly slept: readonly number[];
}

export const fakeClock = (onSleep: () => void = () => undefined): FakeClock => {
  const slept: number[] = [];
  let now = 1_000_000;
  return {
    slept,
    now: () => now,
    sleep: (milliseconds) => async () => {
      slept.push(milliseconds);
      now += milliseconds;
      onSleep();
    },
  };
};
