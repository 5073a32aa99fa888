// Feature groups as they are at a moment: their intermediate statuses end by the clock, not by a timer.
import type { FeatureGroupRecord } from '../store/records';
import type { FeatureStoreCloud } from './feature-store-cloud';

const settled = ({ description, ...record }: FeatureGroupRecord): FeatureGroupRecord => ({
  ...record,
  description: {
    ...description,
    ...(description.FeatureGroupStatus === 'Creating' ? { FeatureGroupStatus: 'Created' as const } : {}),
    ...(description.LastUpdateStatus?.Status === 'InProgress'
      ? { LastUpdateStatus: { Status: 'Successful' as const } }
      : {}),
  },
});

/** The group as it is now, or undefined when its deletion is complete. */
export const asOf = (record: FeatureGroupRecord, now: number): FeatureGroupRecord | undefined => {
  if (now < record.settledAt) return record;
  return record.description.FeatureGroupStatus === 'Deleting' ? undefined : settled(record);
};

/** The group of that name or ARN, as it is now. */
export const findGroup = (cloud: FeatureStoreCloud, nameOrArn: string): FeatureGroupRecord | undefined => {
  const { featureGroups } = cloud.store;
  const isArn = nameOrArn.startsWith('arn:');
  const found = isArn
    ? featureGroups.clashing(nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1))
    : featureGroups.get(nameOrArn);
  if (found === undefined || (isArn && found.arn !== nameOrArn)) return undefined;
  return asOf(found, cloud.clock.now());
};

/** All groups as they are now. */
export const allGroups = (cloud: FeatureStoreCloud): readonly FeatureGroupRecord[] =>
  cloud.store.featureGroups.values().flatMap((record) => asOf(record, cloud.clock.now()) ?? []);

/** Whether a group keeps its records online. */
export const isOnline = ({ description }: FeatureGroupRecord): boolean =>
  description.OnlineStoreConfig?.EnableOnlineStore === true;

/** Whether a group keeps its records offline. */
export const isOffline = ({ description }: FeatureGroupRecord): boolean =>
  description.OfflineStoreConfig !== undefined;
