// The one table of features: everything else in this library is derived from it.

/** `integer` is a whole number that a double holds exactly, `double` a finite double, `flag` 0 or 1. */
export type FeatureType = 'integer' | 'double' | 'flag';

/** One feature: a row of the table. */
export interface Feature {
  readonly name: string;
  readonly type: FeatureType;
  /** What the number counts. */
  readonly unit: string;
  /** Whether a loan may have no value; null is an absent feature in the Feature Store. */
  readonly nullable: boolean;
  /** Smallest value, inclusive; null where there is none. */
  readonly minimum: number | null;
  /** For people: wording only, no part of the contract version. */
  readonly description: string;
  /** How the value is computed: a change of definition is another contract. */
  readonly definition: string;
}

/** A table of features, in the order of the model's input. */
export type FeatureTable = readonly [Feature, ...Feature[]];

/**
 * The features of a loan, in the order of the model's input. A client's loans are ordered by
 * (`loan_date`, `loan_id` as a number); `as_of` is the loan's own date unless configured otherwise.
 */
export const featureTable = [
  {
    name: 'nb_previous_loans',
    type: 'integer',
    unit: 'loans',
    nullable: false,
    minimum: 0,
    description: 'How many loans the client took before this one',
    definition: 'position, from 0, among the loans of the client ordered by (loan_date, loan_id as a number)',
  },
  {
    name: 'avg_amount_loans_previous',
    type: 'double',
    unit: 'currency',
    nullable: true,
    minimum: 0,
    description: 'Mean amount of the loans that the client took on earlier days; null if there are none',
    definition: 'mean loan_amount of the loans of the client with a strictly earlier loan_date; null if none',
  },
  {
    name: 'age',
    type: 'integer',
    unit: 'years of 365 days',
    nullable: false,
    minimum: null,
    description: 'Age of the client in whole years',
    definition: 'floor(days(as_of - birthday) / 365)',
  },
  {
    name: 'years_on_the_job',
    type: 'integer',
    unit: 'years of 365 days',
    nullable: true,
    minimum: 0,
    description: 'How long the client has had the job, in whole years; null without a job at that time',
    definition:
      'floor(days(as_of - job_start_date) / 365); null where job_start_date is empty, no date, or later than as_of',
  },
  {
    name: 'flag_own_car',
    type: 'flag',
    unit: '0 or 1',
    nullable: false,
    minimum: 0,
    description: 'Whether the client owns a car',
    definition: '0 for N, 1 for Y',
  },
] as const satisfies FeatureTable;
