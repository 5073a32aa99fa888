// The columns of a raw file of loans that the features need; found by header name, others are ignored.

/** A needed column of the raw file. */
export interface RawColumn {
  readonly name: string;
  readonly description: string;
}

export const rawColumns = [
  { name: 'loan_id', description: 'Number of the loan, unique: 1 to 15 digits' },
  { name: 'id', description: 'Number of the client: 1 to 15 digits' },
  { name: 'flag_own_car', description: 'Whether the client owns a car: Y or N' },
  { name: 'status', description: 'Outcome: 1 defaulted, 0 repaid, empty while not known' },
  { name: 'birthday', description: 'Birthday of the client: YYYY-MM-DD' },
  {
    name: 'job_start_date',
    description: 'First day on the job: YYYY-MM-DD; empty or in the future without a job',
  },
  { name: 'loan_date', description: 'Day of the loan: YYYY-MM-DD' },
  { name: 'loan_amount', description: 'Amount of the loan: finite, not negative' },
] as const satisfies readonly RawColumn[];
