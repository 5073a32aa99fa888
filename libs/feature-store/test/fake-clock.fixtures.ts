// A clock that stands still, but for what is slept; and patience by it.
import { backoff, type Patience } from '@credit-risk/aws-effects';

export const fakePatience = (): Patience & { readonly slept: readonly number[] } => {
  const slept: number[] = [];
  let now = Date.UTC(2026, 0, 1);
  return {
    slept,
    clock: {
      now: () => now,
      sleep: (milliseconds) => async () => {
        slept.push(milliseconds);
        now += milliseconds;
      },
    },
    policy: backoff({ first: 100, longest: 2000 }),
    random: () => 0.5,
    surviveErrorsFor: 20_000,
  };
};
