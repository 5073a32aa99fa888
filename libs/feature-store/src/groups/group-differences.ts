// The differences between an existing feature group and the requested one.
import type { FeatureGroupDefinition } from '@credit-risk/loan-features';
import type { FeatureGroupSpec, FeatureGroupState } from './feature-group';

const differing = (what: string, found: string | null, expected: string | null): readonly string[] =>
  found === expected ? [] : [`${what} is ${found ?? 'absent'}, expected ${expected ?? 'none'}`];

const typesOf = ({ featureDefinitions }: FeatureGroupDefinition): ReadonlyMap<string, string> =>
  new Map(featureDefinitions.map(({ FeatureName, FeatureType }) => [FeatureName, FeatureType]));

const featureDifferences = (found: FeatureGroupDefinition, expected: FeatureGroupDefinition) => {
  const [has, wants] = [typesOf(found), typesOf(expected)];
  return [...new Set([...wants.keys(), ...has.keys()])].flatMap((name) =>
    differing(`feature ${name}`, has.get(name) ?? null, wants.get(name) ?? null),
  );
};

/**
 * The differences between an existing group and the requested one: features, their types, identifier, event time, and
 * the kind of online store. The place of the offline store, the keys and the tags may differ.
 */
export const groupDifferences = (state: FeatureGroupState, spec: FeatureGroupSpec): readonly string[] => {
  const [found, expected] = [state.definition, spec.definition];
  return [
    ...differing(
      'record identifier',
      found.recordIdentifierFeatureName,
      expected.recordIdentifierFeatureName,
    ),
    ...differing('event time', found.eventTimeFeatureName, expected.eventTimeFeatureName),
    ...featureDifferences(found, expected),
    ...differing('online store', state.storageType, spec.onlineStore.storageType),
    ...differing(
      'offline store',
      state.offlineUri === null ? null : 'enabled',
      spec.offlineStore === null ? null : 'enabled',
    ),
  ];
};
