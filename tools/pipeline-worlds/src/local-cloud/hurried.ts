import { type Clock, systemClock } from '@credit-risk/aws-effects';

/** A clock on which a minute is over after 0.6 s. */
export const hurried: Clock = {
  now: () => systemClock.now() * 100,
  sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / 100, signal),
};
