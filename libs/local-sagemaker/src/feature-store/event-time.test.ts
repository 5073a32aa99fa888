import * as fc from 'fast-check';
import { compareEventTimes, isoText, laterBy, parseEventTime } from './event-time';

const YEAR_0 = Date.parse('0000-01-01T00:00:00Z');
const YEAR_9999 = Date.parse('9999-12-31T23:59:59.999Z');
const moments = fc.integer({ min: YEAR_0, max: YEAR_9999 });
const decimals = fc.stringMatching(/^\d{1,9}$/);

describe('an event time of type String', () => {
  it('is read to the millisecond for every moment of the years 0000 to 9999', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        const iso = new Date(moment).toISOString();
        const time = parseEventTime('String', iso);
        expect(time && time.seconds * 1000 + time.nanos / 1e6).toBe(moment);
        expect(time && isoText(time)).toBe(iso);
      }),
    );
  });

  it('is read to the nanosecond, with any number of decimals up to nine', () => {
    fc.assert(
      fc.property(decimals, (digits) => {
        expect(parseEventTime('String', `2026-01-01T00:00:00.${digits}Z`)?.nanos).toBe(
          Number(digits.padEnd(9, '0')),
        );
      }),
    );
  });

  it('is ordered as its text is, where the texts have the same form', () => {
    const texts = fc
      .tuple(moments, decimals)
      .map(([moment, digits]) =>
        new Date(moment).toISOString().replace(/\.\d+Z$/, `.${digits.padEnd(9, '0')}Z`),
      );
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const [x, y] = [parseEventTime('String', a), parseEventTime('String', b)];
        expect(x && y && Math.sign(compareEventTimes(x, y))).toBe(a === b ? 0 : a < b ? -1 : 1);
      }),
    );
  });

  it.each([
    '2026-01-01',
    '2026-01-01T00:00:00',
    '2026-01-01T00:00:00+00:00',
    '2026-01-01 00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:60:00Z',
    '2026-01-01T00:00:00.1234567890Z',
    '2026-01-01T00:00:00.Z',
    '12026-01-01T00:00:00Z',
    '1767225600',
    '',
  ])('is not %p', (text) => {
    expect(parseEventTime('String', text)).toBeUndefined();
  });
});

describe('an event time of type Fractional', () => {
  it('means the same moment as the text of that moment', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: YEAR_9999 }), (moment) => {
        const seconds = `${Math.floor(moment / 1000)}.${`${moment % 1000}`.padStart(3, '0')}`;
        expect(parseEventTime('Fractional', seconds)).toEqual(
          parseEventTime('String', new Date(moment).toISOString()),
        );
      }),
    );
  });

  it('may be negative: nanoseconds count upwards all the same', () => {
    expect(parseEventTime('Fractional', '-1.25')).toEqual({ seconds: -2, nanos: 750_000_000 });
    expect(parseEventTime('Fractional', '-0')).toEqual({ seconds: 0, nanos: 0 });
  });

  it.each(['', 'now', '1e9', 'NaN', '253402300800', '-62167219201', '2026-01-01T00:00:00Z'])(
    'is not %p',
    (text) => {
      expect(parseEventTime('Fractional', text)).toBeUndefined();
    },
  );
});

describe('a time to live', () => {
  it('moves a moment by whole seconds', () => {
    expect(laterBy({ seconds: 1, nanos: 5 }, 60)).toEqual({ seconds: 61, nanos: 5 });
  });
});
