// Compares a stored record with the loan that should be stored.
import { fromRecord, recordIdentity, type Loan, type ReadRecord, toRecord } from '@credit-risk/loan-features';
import * as E from 'fp-ts/Either';

/** What to do about a client's record. */
export type Verdict =
  | { readonly _tag: 'Same' }
  /** Absent or older: a write replaces it. */
  | { readonly _tag: 'Older' }
  /** The same event time with other values: the service would ignore a write. */
  | { readonly _tag: 'Differs' }
  /** As above, and it holds features that the loan does not have: an update would leave them. */
  | { readonly _tag: 'HasMore' }
  | { readonly _tag: 'Newer'; readonly storedEventTime: string };

const fractionDigits = 9;
const isoTime = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?Z$/;

// The service takes 0 to 9 digits of a second; padded, times sort as texts.
const sortable = (time: string): string => {
  const [, seconds = time, fraction = ''] = isoTime.exec(time) ?? [];
  return `${seconds}.${fraction.padEnd(fractionDigits, '0')}`;
};

const valueOf = (record: ReadRecord, name: string): string | undefined =>
  record.find(({ FeatureName }) => FeatureName === name)?.ValueAsString;

const sameBits = (a: Loan['features'], b: Loan['features']): boolean => {
  const others = new Map(Object.entries(b));
  return Object.entries(a).every(([name, value]) => Object.is(value, others.get(name)));
};

// Most records are read back as the texts that were written; those need no decoding.
const hasSameTexts = (loan: Loan, stored: ReadRecord): boolean => {
  const written = toRecord(loan);
  const texts = new Map(stored.map(({ FeatureName, ValueAsString }) => [FeatureName, ValueAsString]));
  return (
    written.length === stored.length &&
    written.every(({ FeatureName, ValueAsString }) => texts.get(FeatureName) === ValueAsString)
  );
};

const isSame = (loan: Loan, stored: ReadRecord): boolean => {
  const found = fromRecord(stored);
  return (
    E.isRight(found) &&
    found.right.clientId === loan.clientId &&
    found.right.loanId === loan.loanId &&
    sameBits(loan.features, found.right.features)
  );
};

const hasMore = (loan: Loan, stored: ReadRecord): boolean => {
  const values = new Map(Object.entries(loan.features));
  const identity: readonly string[] = Object.values(recordIdentity);
  return stored.some(
    ({ FeatureName = '' }) => !identity.includes(FeatureName) && (values.get(FeatureName) ?? null) === null,
  );
};

/**
 * Compares a loan with the stored record of its client: event times as moments, features bit for bit.
 *
 * @example
 * compareRecord(loan, toRecord(loan)); // { _tag: 'Same' }
 */
export const compareRecord = (loan: Loan, stored: ReadRecord | undefined): Verdict => {
  const storedEventTime = stored && valueOf(stored, recordIdentity.eventTime);
  if (stored === undefined || storedEventTime === undefined) return { _tag: 'Older' };
  const [ours, theirs] = [sortable(loan.eventTime), sortable(storedEventTime)];
  if (theirs > ours) return { _tag: 'Newer', storedEventTime };
  if (theirs < ours) return { _tag: 'Older' };
  if (hasSameTexts(loan, stored) || isSame(loan, stored)) return { _tag: 'Same' };
  return { _tag: hasMore(loan, stored) ? 'HasMore' : 'Differs' };
};
