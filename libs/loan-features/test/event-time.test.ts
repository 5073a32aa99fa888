import fc from 'fast-check';
import * as E from 'fp-ts/Either';
import { EventTime, eventTimeOf, loanDateOf, ordinalOf } from '../src/index';
import { eventTimes } from './loans.fixtures';

describe('an event time', () => {
  it('is the day at midnight with the ordinal as milliseconds', () => {
    expect(eventTimeOf('2020-12-30', 12)).toEqual(E.right('2020-12-30T00:00:00.012Z'));
  });

  it('gives back its day and its ordinal', () => {
    fc.assert(
      fc.property(eventTimes, (time) =>
        expect(eventTimeOf(loanDateOf(time), ordinalOf(time))).toEqual(E.right(time)),
      ),
    );
  });

  it('sorts as text in the order of days and ordinals', () => {
    fc.assert(
      fc.property(eventTimes, eventTimes, (a, b) => expect(a < b).toBe(Date.parse(a) < Date.parse(b))),
    );
  });

  it.each([-1, 1000, 0.5, Number.NaN])('refuses the ordinal %p', (ordinal) => {
    expect(eventTimeOf('2020-12-30', ordinal)).toEqual(
      E.left({ _tag: 'BadOrdinal', value: ordinal, expected: 'an integer from 0 to 999' }),
    );
  });

  it.each(['2020-02-30', '2020-2-3', '', 'yesterday', '2020-12-30T00:00:00Z'])(
    'refuses the day %p',
    (day) => {
      expect(eventTimeOf(day, 0)).toMatchObject(E.left({ _tag: 'BadLoanDate', value: day }));
    },
  );

  it.each(['2020-02-30T00:00:00.000Z', '2020-02-03T10:00:00.000Z', '2020-02-03T00:00:00Z', 12])(
    'is not %p',
    (value) => expect(EventTime.is(value)).toBe(false),
  );
});
