// Time as a port, so that tests decide how long a status lasts.

export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves when that many milliseconds have passed. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

// The longest time that timers take; with a longer one they would end at once.
const LONGEST_TIMER = 2 ** 31 - 1;

/** The machine's clock. Its timers do not keep the process alive, and none is longer than 24 days. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) =>
    new Promise((resolve) => {
      setTimeout(resolve, Math.min(milliseconds, LONGEST_TIMER)).unref();
    }),
};

/** Epoch seconds with milliseconds, as the service's timestamps travel. */
export const timestamp = (milliseconds: number): number => milliseconds / 1000;
