// The version of the contract: a digest of what the features mean, and of the names that they travel under.
import { sha256 } from '#sha256';
import type { FeatureTable } from './feature-table';
import { type IdentityNames, identityNames } from './identity-names';

const versionLength = 16;

const sorted = (names: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(names).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * First 16 hex digits of the SHA-256 of the contract as canonical JSON (keys sorted, no white space), wording left out:
 * names, types, units, null rules, minima and definitions of the features, in order; and the names of the client, the
 * loan and its time in the feature file and in the feature group.
 */
export const contractVersionOf = (table: FeatureTable, names: IdentityNames = identityNames): string => {
  const features = table.map(({ definition, minimum, name, nullable, type, unit }) => ({
    definition,
    minimum,
    name,
    nullable,
    type,
    unit,
  }));
  const contract = { features, file: sorted(names.file), record: sorted(names.record) };
  return sha256(JSON.stringify(contract)).slice(0, versionLength);
};
