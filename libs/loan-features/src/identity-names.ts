// The names that say whose loan it is: one table for the columns of a feature file, one for the features of a record.

/** Columns of a feature file (Parquet): the client, the loan, and the day of the loan. */
export const fileIdentity = { clientId: 'client_id', loanId: 'loan_id', loanDate: 'loan_date' } as const;

/**
 * Features of a record in the Feature Store: the client, the loan, and the event time, which is the day of the loan with
 * its ordinal in the milliseconds.
 */
export const recordIdentity = { clientId: 'id', eventTime: 'event_time', loanId: 'loan_id' } as const;

/** Both tables: what they name is part of the contract. */
export interface IdentityNames {
  readonly file: Readonly<Record<keyof typeof fileIdentity, string>>;
  readonly record: Readonly<Record<keyof typeof recordIdentity, string>>;
}

/** The names of this contract. */
export const identityNames: IdentityNames = { file: fileIdentity, record: recordIdentity };
