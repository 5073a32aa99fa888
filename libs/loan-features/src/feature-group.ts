// The definition of a feature group, in the terms of SageMaker's CreateFeatureGroup, from a table of features.
import type { Feature, FeatureTable } from './feature-table';
import { recordIdentity } from './identity-names';

/** Type of a feature in the Feature Store. */
export type StoreType = 'Integral' | 'Fractional' | 'String';

/** The part of a CreateFeatureGroup request that describes the features. */
export interface FeatureGroupDefinition {
  readonly recordIdentifierFeatureName: string;
  readonly eventTimeFeatureName: string;
  readonly featureDefinitions: readonly { readonly FeatureName: string; readonly FeatureType: StoreType }[];
}

/** The Feature Store's type of a feature. */
export const storeTypeOf = (feature: Feature): StoreType =>
  feature.type === 'double' ? 'Fractional' : 'Integral';

/**
 * The definition of a table's group: client, event time, loan, then the features. The label is never in it.
 *
 * @example
 * featureGroupDefinitionOf(featureTable).recordIdentifierFeatureName; // 'id'
 */
export const featureGroupDefinitionOf = (table: FeatureTable): FeatureGroupDefinition => ({
  recordIdentifierFeatureName: recordIdentity.clientId,
  eventTimeFeatureName: recordIdentity.eventTime,
  featureDefinitions: [
    { FeatureName: recordIdentity.clientId, FeatureType: 'Integral' },
    { FeatureName: recordIdentity.eventTime, FeatureType: 'String' },
    { FeatureName: recordIdentity.loanId, FeatureType: 'Integral' },
    ...table.map((feature) => ({ FeatureName: feature.name, FeatureType: storeTypeOf(feature) })),
  ],
});
