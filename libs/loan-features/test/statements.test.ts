import fc from 'fast-check';
import { featureTable } from '../src/index';

const statementOf = (name: string, value: number | null): string | undefined =>
  featureTable.find((feature) => feature.name === name)?.statement(value);

describe('a feature as a clause about the client', () => {
  it.each([
    ['nb_previous_loans', 0, 'the client took 0 loans before this one'],
    ['nb_previous_loans', 1, 'the client took 1 loan before this one'],
    ['avg_amount_loans_previous', null, 'the client took no loan on an earlier day'],
    [
      'avg_amount_loans_previous',
      107.076,
      'the loans that the client took on earlier days had a mean amount of 107.08',
    ],
    ['age', 32, 'the client is 32 years old'],
    ['years_on_the_job', 1, 'the client has had the job for 1 year'],
    ['years_on_the_job', null, 'the client has no job'],
    ['flag_own_car', 0, 'the client owns no car'],
    ['flag_own_car', 1, 'the client owns a car'],
  ])('%s of %s', (name, value, statement) => expect(statementOf(name, value)).toBe(statement));

  it('is there for whatever value a feature may have, and never speaks of null', () => {
    fc.assert(
      fc.property(fc.constantFrom(...featureTable), fc.double({ noNaN: true }), (feature, value) => {
        expect(feature.statement(value)).toMatch(/^the /);
        if (feature.nullable) expect(feature.statement(null)).not.toContain('null');
      }),
    );
  });
});
