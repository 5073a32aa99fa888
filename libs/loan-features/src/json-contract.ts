// The contract as JSON, for programs that are not written in TypeScript.
import { contractVersionOf } from './contract-version';
import type { Feature, FeatureTable } from './feature-table';
import { fileIdentity, recordIdentity } from './identity-names';
import { type RawColumn, rawColumns } from './raw-columns';

/** The content of `jobs/contract/loan-features.json`. */
export interface JsonContract {
  readonly contractVersion: string;
  /** Columns of a feature file that say whose loan it is. */
  readonly fileIdentity: Readonly<Record<keyof typeof fileIdentity, string>>;
  /** Features of a record that say whose loan it is. */
  readonly recordIdentity: Readonly<Record<keyof typeof recordIdentity, string>>;
  readonly rawColumns: readonly RawColumn[];
  /** In the order of the model's input. */
  readonly features: readonly Omit<Feature, 'definition' | 'example' | 'statement'>[];
}

/**
 * The JSON contract of a table.
 *
 * @example
 * jsonContractOf(featureTable).features[0]?.name; // 'nb_previous_loans'
 */
export const jsonContractOf = (table: FeatureTable): JsonContract => ({
  contractVersion: contractVersionOf(table),
  fileIdentity,
  recordIdentity,
  rawColumns,
  features: table.map(({ name, type, unit, nullable, minimum, description }) => ({
    name,
    type,
    unit,
    nullable,
    minimum,
    description,
  })),
});

/** The text of the generated file. */
export const jsonContractText = (table: FeatureTable): string =>
  `${JSON.stringify(jsonContractOf(table), null, 2)}\n`;
