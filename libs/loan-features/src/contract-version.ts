// The version of the contract: a digest of what the features mean.
import { sha256 } from '#sha256';
import type { FeatureTable } from './feature-table';

const versionLength = 16;

/**
 * First 16 hex digits of the SHA-256 of the table as canonical JSON (keys sorted, no white space), wording left out:
 * names, types, units, null rules, minima and definitions, in order.
 */
export const contractVersionOf = (table: FeatureTable): string => {
  const meaning = table.map(({ definition, minimum, name, nullable, type, unit }) => ({
    definition,
    minimum,
    name,
    nullable,
    type,
    unit,
  }));
  return sha256(JSON.stringify(meaning)).slice(0, versionLength);
};
