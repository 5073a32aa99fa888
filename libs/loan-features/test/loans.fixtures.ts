// Arbitrary loans, from the table of features.
import fc from 'fast-check';
import { ClientId, EventTime, type Loan, LoanId } from '../src/index';

const digits = fc.integer({ min: 0, max: 999_999_999_999_999 }).map(String);
const amount = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true });
const years = fc.integer({ min: 0, max: 120 });
const flag = fc.constantFrom<0 | 1>(0, 1);

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 'YYYY-MM-DD'.length));
const ordinal = fc.integer({ min: 0, max: 999 }).map((value) => String(value).padStart(3, '0'));

export const clientIds = digits.filter(ClientId.is);
export const loanIds = digits.filter(LoanId.is);
export const eventTimes = fc
  .tuple(day, ordinal)
  .map(([date, millisecond]) => `${date}T00:00:00.${millisecond}Z`)
  .filter(EventTime.is);

export const loans: fc.Arbitrary<Loan> = fc.record({
  clientId: clientIds,
  loanId: loanIds,
  eventTime: eventTimes,
  features: fc.record({
    nb_previous_loans: fc.nat(),
    avg_amount_loans_previous: fc.option(amount),
    age: fc.integer(),
    years_on_the_job: fc.option(years),
    flag_own_car: flag,
  }),
});
