import fc from 'fast-check';
import {
  adaptiveLimit,
  type AdaptiveLimit,
  afterSuccess,
  afterThrottling,
  allowed,
} from '../src/ingestion/adaptive-limit';

const after = (limit: AdaptiveLimit, wasThrottled: boolean): AdaptiveLimit =>
  wasThrottled ? afterThrottling(limit) : afterSuccess(limit);

const largest = fc.integer({ min: 1, max: 1000 });

describe('the number of calls in flight', () => {
  it('stays between one and the largest, whatever happens', () => {
    fc.assert(
      fc.property(largest, fc.array(fc.boolean()), (most, course) => {
        const end = course.reduce(after, adaptiveLimit(most));
        expect(allowed(end)).toBeGreaterThanOrEqual(1);
        expect(allowed(end)).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('is halved once by calls that are throttled together', () => {
    const together = Array.from({ length: 16 }, () => true);
    expect(allowed(together.reduce(after, adaptiveLimit(16)))).toBe(8);
    expect(allowed([...together, true].reduce(after, adaptiveLimit(16)))).toBe(4);
  });

  it('comes down to one when every call is throttled', () => {
    fc.assert(
      fc.property(largest, (most) => {
        const course = Array.from({ length: 3 * most }, () => true);
        expect(allowed(course.reduce(after, adaptiveLimit(most)))).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('grows by about one for each round of calls that are not', () => {
    const halved = { ...adaptiveLimit(100), size: 10 };
    const round = Array.from({ length: 11 }, () => false);
    expect(allowed(round.reduce(after, halved))).toBe(11);
  });

  it('is the largest again after enough success', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), (most) => {
        const course = Array.from({ length: most * most }, () => false);
        expect(allowed(course.reduce(after, afterThrottling(adaptiveLimit(most))))).toBe(most);
      }),
    );
  });
});
