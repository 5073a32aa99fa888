import fc from 'fast-check';
import * as O from 'fp-ts/Option';
import { backoff, jittered } from '../src/index';

const delays = (first: number, longest: number, tries: number): readonly number[] =>
  Array.from({ length: tries }, (_, iterNumber) =>
    O.getOrElse(() => Number.NaN)(
      backoff({ first, longest })({ iterNumber, cumulativeDelay: 0, previousDelay: O.none }),
    ),
  );

const someDelay = fc.integer({ min: 1, max: 100_000 });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('a back-off', () => {
  it('doubles up to the longest delay', () => {
    expect(delays(500, 3000, 5)).toEqual([500, 1000, 2000, 3000, 3000]);
  });

  it('never shrinks, never exceeds the longest, and never ends', () => {
    fc.assert(
      fc.property(someDelay, someDelay, (a, b) => {
        const [first, longest] = [Math.min(a, b), Math.max(a, b)];
        const all = delays(first, longest, 2000);
        expect(all[0]).toBe(first);
        expect(all.every((delay, index) => delay <= longest && delay >= (all[index - 1] ?? 0))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('is jittered to between half of the delay and all of it', () => {
    fc.assert(
      fc.property(someDelay, random, (delay, chance) => {
        const slept = jittered(delay, () => chance)();
        expect(slept).toBeGreaterThanOrEqual(Math.floor(delay / 2));
        expect(slept).toBeLessThanOrEqual(delay);
      }),
    );
  });
});
