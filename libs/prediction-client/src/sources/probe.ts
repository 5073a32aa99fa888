// A loan that does not exist: to check that a dependency responds.
import {
  ClientId,
  decodeFeatureVector,
  EventTime,
  featureTable,
  type Loan,
  LoanId,
} from '@credit-risk/loan-features';
import * as E from 'fp-ts/Either';

const zero: unknown = '0';
const longAgo: unknown = '1970-01-01T00:00:00.000Z';

const features = decodeFeatureVector(
  Object.fromEntries(
    featureTable.map(({ name, nullable, minimum }) => [name, nullable ? null : (minimum ?? 0)]),
  ),
);

const made = (): Loan => {
  if (!ClientId.is(zero) || !LoanId.is(zero) || !EventTime.is(longAgo) || E.isLeft(features))
    throw new Error('the table of features has no smallest vector');
  return { clientId: zero, loanId: zero, eventTime: longAgo, features: features.right };
};

/** A client number that is never given, with the smallest valid features. */
export const probe: Loan = made();
