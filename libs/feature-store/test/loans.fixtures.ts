// Loans for tests, and arbitrary ones.
import { ClientId, EventTime, eventTimeOf, type Loan, LoanId } from '@credit-risk/loan-features';
import fc from 'fast-check';
import * as E from 'fp-ts/Either';

const parsed = <A>(is: (value: unknown) => value is A, value: unknown): A => {
  if (!is(value)) throw new Error('a test made no valid value');
  return value;
};

export const clientId = (id: number): ClientId => parsed(ClientId.is, String(id));
export const loanId = (id: number): LoanId => parsed(LoanId.is, String(id));

const eventTime = (day: string, ordinal: number): EventTime =>
  parsed(EventTime.is, E.getOrElseW(() => '')(eventTimeOf(day, ordinal)));

export const loan = (
  id: number,
  changes: Partial<Loan['features']> = {},
  day = '2020-06-01',
  ordinal = 0,
): Loan => ({
  clientId: clientId(id),
  loanId: loanId(id * 10),
  eventTime: eventTime(day, ordinal),
  features: {
    nb_previous_loans: 2,
    avg_amount_loans_previous: 100 + id / 7,
    age: 40,
    years_on_the_job: 3,
    flag_own_car: 0,
    ...changes,
  },
});

const amount = fc.oneof(
  fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-0, Number.MIN_VALUE, Number.MAX_VALUE, 0.1 + 0.2),
);

export const arbitraryFeatures: fc.Arbitrary<Loan['features']> = fc.record({
  nb_previous_loans: fc.nat(),
  avg_amount_loans_previous: fc.option(amount),
  age: fc.integer(),
  years_on_the_job: fc.option(fc.nat(120)),
  flag_own_car: fc.constantFrom<0 | 1>(0, 1),
});

export async function* sourceOf(loans: readonly Loan[]): AsyncGenerator<E.Either<never, Loan>, void> {
  for (const each of loans) yield E.right(each);
}
