import fc from 'fast-check';
import * as E from 'fp-ts/Either';
import { featureGroupDefinition, fromRecord, type Loan, toRecord } from '../src/index';
import { loans } from './loans.fixtures';

const bits = (value: number): string => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16);
};

const valueOf = (loan: Loan, name: string): string | undefined =>
  toRecord(loan).find(({ FeatureName }) => FeatureName === name)?.ValueAsString;

const [loan] = fc.sample(loans, { numRuns: 1, seed: 1 });
const record = loan === undefined ? [] : toRecord(loan);
const replaced = (name: string, ValueAsString: string) => [
  ...record.filter(({ FeatureName }) => FeatureName !== name),
  { FeatureName: name, ValueAsString },
];

describe('a loan as a record', () => {
  it('comes back as the same loan', () => {
    fc.assert(fc.property(loans, (each) => expect(fromRecord(toRecord(each))).toEqual(E.right(each))));
  });

  it('keeps every double bit for bit, smallest, largest and negative zero among them', () => {
    const amounts = fc.oneof(
      fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(-0, 0, Number.MIN_VALUE, Number.MAX_VALUE, 1e21, 1e-7, 0.1 + 0.2, 104.83172629284573),
    );
    fc.assert(
      fc.property(loans, amounts, (each, amount) => {
        const features = { ...each.features, avg_amount_loans_previous: amount };
        const back = fromRecord(toRecord({ ...each, features }));
        const found = E.isRight(back) ? back.right.features.avg_amount_loans_previous : null;
        expect(found === null ? null : bits(found)).toBe(bits(amount));
      }),
    );
  });

  it('leaves null features out', () => {
    fc.assert(
      fc.property(loans, (each) => {
        const absent = each.features.years_on_the_job === null;
        expect(valueOf(each, 'years_on_the_job') === undefined).toBe(absent);
      }),
    );
  });

  it('holds only features of the group, in its order', () => {
    const order = featureGroupDefinition.featureDefinitions.map(({ FeatureName }) => FeatureName);
    fc.assert(
      fc.property(loans, (each) => {
        const names = toRecord(each).map(({ FeatureName }) => FeatureName);
        expect(names).toEqual(order.filter((name) => names.includes(name)));
      }),
    );
  });

  it('writes integers in digits alone, as the type Integral wants them', () => {
    fc.assert(
      fc.property(loans, (each) => expect(valueOf(each, 'nb_previous_loans')).toMatch(/^(0|[1-9]\d*)$/)),
    );
  });
});

describe('a record that is not a valid loan', () => {
  it.each([
    ['a missing feature', record.filter(({ FeatureName }) => FeatureName !== 'age'), '$.age', 'an integer'],
    ['a text for a number', replaced('age', 'old'), '$.age', 'an integer'],
    ['a fraction for an integer', replaced('nb_previous_loans', '1.5'), '$.nb_previous_loans', 'an integer'],
    ['a value below the minimum', replaced('nb_previous_loans', '-1'), '$.nb_previous_loans', '0'],
    ['an infinite double', replaced('avg_amount_loans_previous', '1e999'), '$.avg_amount_loans_previous', ''],
    ['another flag', replaced('flag_own_car', '2'), '$.flag_own_car', '0'],
    ['a client with a leading zero', replaced('id', '007'), '$.id', 'no leading zero'],
    ['another form of event time', replaced('event_time', '2020-01-01'), '$.event_time', 'event time'],
    ['an unknown feature', [...record, { FeatureName: 'agee', ValueAsString: '1' }], '$.agee', ''],
    ['a feature given twice', [...record, ...record.slice(-1)], '$.flag_own_car', 'once'],
  ])('with %s is refused by name', (_what, malformed, path, expectation) => {
    const found = fromRecord(malformed);
    const problems = E.isLeft(found) ? found.left.problems : [];
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path, expectation: expect.stringContaining(expectation) }),
      ]),
    );
  });
});
