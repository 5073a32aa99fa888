// What a feature group's definition must keep to beyond the service model.
import type { Account } from '../machine/arns';
import { s3UriBelow } from '../s3/s3-uri';
import type { CreateFeatureGroupRequest, FeatureDefinition } from '../service-model/operations.generated';

// Columns that the offline store adds to every record. [D]
const RESERVED = ['is_deleted', 'write_time', 'api_invocation_time'];
const MOST_FEATURES = 2_500;

/** What is wrong with features that are to join others; their names are compared as the offline store's columns are. */
export const featuresProblem = (
  known: readonly FeatureDefinition[],
  added: readonly FeatureDefinition[],
): string | undefined => {
  const names = new Set(known.map(({ FeatureName }) => FeatureName.toLowerCase()));
  for (const { FeatureName, CollectionType } of added) {
    if (RESERVED.includes(FeatureName.toLowerCase()))
      return `FeatureName [${FeatureName}] is reserved: choose a name other than ${RESERVED.join(', ')}.`;
    if (names.has(FeatureName.toLowerCase())) return `FeatureName [${FeatureName}] is defined twice.`;
    if (CollectionType !== undefined)
      return `Feature [${FeatureName}] has a CollectionType, which this stand-in does not have.`;
    names.add(FeatureName.toLowerCase());
  }
  return known.length + added.length > MOST_FEATURES
    ? `A feature group can have at most ${MOST_FEATURES} features.`
    : undefined;
};

const keysProblem = (input: CreateFeatureGroupRequest): string | undefined => {
  const typeOf = (feature: string): string | undefined =>
    input.FeatureDefinitions.find(({ FeatureName }) => FeatureName === feature)?.FeatureType;
  if (typeOf(input.RecordIdentifierFeatureName) === undefined)
    return `RecordIdentifierFeatureName [${input.RecordIdentifierFeatureName}] is not in FeatureDefinitions.`;
  const eventTime = typeOf(input.EventTimeFeatureName);
  if (eventTime === undefined)
    return `EventTimeFeatureName [${input.EventTimeFeatureName}] is not in FeatureDefinitions.`;
  return eventTime === 'Integral'
    ? `EventTimeFeatureName [${input.EventTimeFeatureName}] has type Integral: expected String or Fractional.`
    : undefined;
};

const storesProblem = (input: CreateFeatureGroupRequest): string | undefined => {
  const { OnlineStoreConfig: online, OfflineStoreConfig: offline } = input;
  if (online?.EnableOnlineStore !== true && offline === undefined)
    return 'A feature group needs an online store (EnableOnlineStore) or an offline store (OfflineStoreConfig).';
  if (offline !== undefined && input.RoleArn === undefined)
    return 'RoleArn is required with an OfflineStoreConfig.';
  return offline?.TableFormat === 'Iceberg'
    ? 'TableFormat Iceberg: this stand-in writes offline stores as Glue (plain Parquet) only.'
    : undefined;
};

/** What is wrong with a feature group's definition. */
export const groupProblem = (input: CreateFeatureGroupRequest): string | undefined =>
  featuresProblem([], input.FeatureDefinitions) ?? keysProblem(input) ?? storesProblem(input);

/** Where a group's offline records go: below its bucket by account, region, name and second of creation. [D] */
export const resolvedOutputUri = (
  { accountId, region }: Account,
  input: CreateFeatureGroupRequest,
  creationTime: number,
): string => {
  const base = input.OfflineStoreConfig?.S3StorageConfig.S3Uri ?? '';
  const group = `${input.FeatureGroupName}-${Math.floor(creationTime)}`;
  return s3UriBelow(base, `${accountId}/sagemaker/${region}/offline-store/${group}/data`);
};
