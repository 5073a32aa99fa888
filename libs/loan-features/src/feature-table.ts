// The table of features, from which the rest of this library is derived.

/** `integer` is a whole number that a double holds exactly, `double` a finite double, `flag` 0 or 1. */
export type FeatureType = 'integer' | 'double' | 'flag';

/** One feature: a row of the table. */
export interface Feature {
  readonly name: string;
  readonly type: FeatureType;
  /** The unit of the value. */
  readonly unit: string;
  /** Whether a loan may have no value; null is an absent feature in the Feature Store. */
  readonly nullable: boolean;
  /** Smallest value, inclusive; null if there is none. */
  readonly minimum: number | null;
  /** For people: wording only, no part of the contract version. */
  readonly description: string;
  /** How the value is computed: a change of definition is another contract. */
  readonly definition: string;
  /** Its value in the example loan of documentation and tests. */
  readonly example: number;
  /** The value as a clause about the client, for people: `the client is 32 years old`. Wording only. */
  readonly statement: (value: number | null) => string;
}

/** A table of features, in the order of the model's input. */
export type FeatureTable = readonly [Feature, ...Feature[]];

const counted = (value: number | null, noun: string): string =>
  `${value ?? 'no'} ${noun}${value === 1 ? '' : 's'}`;

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
    example: 8,
    statement: (value) => `the client took ${counted(value, 'loan')} before this one`,
  },
  {
    name: 'avg_amount_loans_previous',
    type: 'double',
    unit: 'currency',
    nullable: true,
    minimum: 0,
    description: 'Mean amount of the loans that the client took on earlier days; null if there are none',
    definition: 'mean loan_amount of the loans of the client with a strictly earlier loan_date; null if none',
    example: 156.000751,
    statement: (value) =>
      value === null
        ? 'the client took no loan on an earlier day'
        : `the loans that the client took on earlier days had a mean amount of ${value.toFixed(2)}`,
  },
  {
    name: 'age',
    type: 'integer',
    unit: 'years of 365 days',
    nullable: false,
    minimum: null,
    description: 'Age of the client in whole years',
    definition: 'floor(days(as_of - birthday) / 365)',
    example: 58,
    statement: (value) => `the client is ${counted(value, 'year')} old`,
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
    example: 3,
    statement: (value) =>
      value === null ? 'the client has no job' : `the client has had the job for ${counted(value, 'year')}`,
  },
  {
    name: 'flag_own_car',
    type: 'flag',
    unit: '0 or 1',
    nullable: false,
    minimum: 0,
    description: 'Whether the client owns a car',
    definition: '0 for N, 1 for Y',
    example: 0,
    statement: (value) => `the client owns ${value === 1 ? 'a' : 'no'} car`,
  },
] as const satisfies FeatureTable;
