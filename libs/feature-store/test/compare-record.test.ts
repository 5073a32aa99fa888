import { toRecord } from '@credit-risk/loan-features';
import fc from 'fast-check';
import { compareRecord } from '../src/ingestion/compare-record';
import { justAfter } from '../src/online-store/just-after';
import { arbitraryFeatures, loan } from './loans.fixtures';

const withTime = (time: string) =>
  toRecord(loan(1)).map((each) =>
    each.FeatureName === 'event_time' ? { ...each, ValueAsString: time } : each,
  );

describe('a stored record', () => {
  it('is the same as the loan that it was made of', () => {
    fc.assert(
      fc.property(arbitraryFeatures, (features) => {
        const each = { ...loan(1), features };
        expect(compareRecord(each, toRecord(each))).toEqual({ _tag: 'Same' });
      }),
    );
  });

  it('is not the same when one bit of a double is another', () => {
    const stored = toRecord(loan(1, { avg_amount_loans_previous: 0.1 + 0.2 }));
    expect(compareRecord(loan(1, { avg_amount_loans_previous: 0.3 }), stored)).toEqual({ _tag: 'Differs' });
    const zero = toRecord(loan(1, { avg_amount_loans_previous: -0 }));
    expect(compareRecord(loan(1, { avg_amount_loans_previous: 0 }), zero)).toEqual({ _tag: 'Differs' });
  });

  it('is the same when only the writing of a number is another', () => {
    const stored = toRecord(loan(1, { avg_amount_loans_previous: 100.5 })).map((each) =>
      each.ValueAsString === '100.5' ? { ...each, ValueAsString: '1.0050E2' } : each,
    );
    expect(compareRecord(loan(1, { avg_amount_loans_previous: 100.5 }), stored)).toEqual({ _tag: 'Same' });
  });

  it.each([
    ['older', 'Older', '2020-05-31T23:59:59.999Z'],
    ['newer', 'Newer', '2020-06-01T00:00:00.001Z'],
    ['newer by a nanosecond', 'Newer', '2020-06-01T00:00:00.000000001Z'],
    ['the same, written without a fraction', 'Differs', '2020-06-01T00:00:00Z'],
  ])('is recognised by a time that is %s', (_what, _tag, time) => {
    expect(compareRecord(loan(1, { age: 1 }), withTime(time))).toMatchObject({ _tag });
  });

  it('of another loan of the same event time differs', () => {
    const { loanId } = loan(2);
    expect(compareRecord({ ...loan(1), loanId }, toRecord(loan(1)))).toEqual({ _tag: 'Differs' });
  });

  it('that holds a feature which the loan lacks needs more than an update', () => {
    const stored = toRecord(loan(1));
    expect(compareRecord(loan(1, { years_on_the_job: null }), stored)).toEqual({ _tag: 'HasMore' });
  });

  it('that is absent is as good as older', () => {
    expect(compareRecord(loan(1), undefined)).toEqual({ _tag: 'Older' });
  });
});

describe('a moment just after', () => {
  it('is a millisecond later, also over the end of a year', () => {
    expect(justAfter('2020-12-31T23:59:59.999Z')).toBe('2021-01-01T00:00:00.000Z');
  });

  it('does not exist for a text that is not a time', () => expect(justAfter('soon')).toBeNull());
});
