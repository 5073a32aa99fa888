import { featureTable, FeatureVector } from '@credit-risk/loan-features';
import { arbitraryOf } from '@credit-risk/io-ts-schema/arbitrary';
import fc from 'fast-check';
import { type Contributions, mostReasons, Reason, reasonsOf } from '../src/index';

const features: FeatureVector = {
  nb_previous_loans: 8,
  avg_amount_loans_previous: 156.000751,
  age: 23,
  years_on_the_job: null,
  flag_own_car: 0,
};
const none: Contributions = {
  nb_previous_loans: 0,
  avg_amount_loans_previous: 0,
  age: 0,
  years_on_the_job: 0,
  flag_own_car: 0,
};
const contribution = fc.double({ min: -1, max: 1, noNaN: true });
const contributions: fc.Arbitrary<Contributions> = fc.record({
  nb_previous_loans: contribution,
  avg_amount_loans_previous: contribution,
  age: contribution,
  years_on_the_job: contribution,
  flag_own_car: contribution,
});

describe('the reasons for a risk', () => {
  it('are those features that raise it, strongest first, in words', () => {
    const moved = { ...none, age: 0.0041, years_on_the_job: 0.012, flag_own_car: -0.3 };
    expect(reasonsOf(features, moved)).toEqual([
      {
        feature: 'years_on_the_job',
        value: null,
        contribution: 0.012,
        sentence: 'The client has no job, which raises the probability of default by 1.20 percentage points.',
      },
      {
        feature: 'age',
        value: 23,
        contribution: 0.0041,
        sentence:
          'The client is 23 years old, which raises the probability of default by 0.41 percentage points.',
      },
    ]);
  });

  it('are none where nothing raises it', () => expect(reasonsOf(features, none)).toEqual([]));

  it('do not call a small raise none', () => {
    expect(reasonsOf(features, { ...none, age: 1e-9 })[0]?.sentence).toContain(
      'by less than 0.01 percentage',
    );
  });

  it('are four at the most, sorted, and all that contract and model say', () => {
    fc.assert(
      fc.property(arbitraryOf(FeatureVector), contributions, (vector, moved) => {
        const reasons = reasonsOf(vector, moved);
        const raising = featureTable.filter(({ name }) => moved[name] > 0);
        expect(reasons).toHaveLength(Math.min(mostReasons, raising.length));
        expect(reasons.every((reason) => Reason.is(reason))).toBe(true);
        reasons.forEach(({ feature, value, contribution: given }) => {
          expect([value, given]).toEqual([vector[feature], moved[feature]]);
        });
        const contributions = reasons.map((reason) => reason.contribution);
        expect(contributions).toEqual([...contributions].sort((a, b) => b - a));
        expect(Math.min(...contributions)).toBeGreaterThanOrEqual(
          Math.max(
            ...raising.map(({ name }) => moved[name]).filter((each) => !contributions.includes(each)),
            0,
          ),
        );
      }),
    );
  });
});
