// Writing records to the stores of a feature group. Everything here runs inside one transaction of the store.
import * as E from 'fp-ts/Either';
import type { FeatureValue, RecordTtlDuration } from '../service-model/operations.generated';
import type { FeatureGroupRecord } from '../store/records';
import { compareEventTimes } from './event-time';
import { isExpired } from './expiry';
import { isOffline, isOnline } from './feature-group';
import type { CheckedRecord } from './record-check';
import { recordKey, type EventTime, type OnlineRecord } from '../store/stored-records';
import type { FeatureStoreCloud } from './feature-store-cloud';

export type TargetStore = 'OnlineStore' | 'OfflineStore';

const SECONDS: Readonly<Record<string, number>> = {
  Seconds: 1,
  Minutes: 60,
  Hours: 3_600,
  Days: 86_400,
  Weeks: 604_800,
};

/** The time to live of a record: its own, else its group's, else none. */
export const ttlOf = (
  group: FeatureGroupRecord,
  own: RecordTtlDuration | undefined,
): { readonly ttlSeconds?: number } => {
  const { Unit, Value } = own ?? group.description.OnlineStoreConfig?.TtlDuration ?? {};
  return Unit === undefined || Value === undefined ? {} : { ttlSeconds: Value * (SECONDS[Unit] ?? 1) };
};

/** The stores that a request means: all that the group has, unless it names some. */
export const targetsOf = (
  group: FeatureGroupRecord,
  requested: readonly TargetStore[] | undefined,
): E.Either<string, ReadonlySet<TargetStore>> => {
  const has: readonly TargetStore[] = [
    ...(isOnline(group) ? (['OnlineStore'] as const) : []),
    ...(isOffline(group) ? (['OfflineStore'] as const) : []),
  ];
  const missing = requested?.find((store) => !has.includes(store));
  return missing === undefined
    ? E.right(new Set(requested ?? has))
    : E.left(`The feature group ${group.name} has no ${missing}.`);
};

/** The record as it is online, tombstones included; an expired one is gone. */
export const onlineRecord = (
  cloud: FeatureStoreCloud,
  group: FeatureGroupRecord,
  id: string,
): OnlineRecord | undefined => {
  const found = cloud.store.online.get([group.id, recordKey(id)]);
  return found === undefined || isExpired(found, cloud.clock.now()) ? undefined : found;
};

export const putOnline = (cloud: FeatureStoreCloud, group: FeatureGroupRecord, record: OnlineRecord): void =>
  void cloud.store.online.put([group.id, recordKey(record.id)], record);

/** Erases a record: nothing of it stays online. */
export const removeOnline = (cloud: FeatureStoreCloud, group: FeatureGroupRecord, id: string): void =>
  void cloud.store.online.remove([group.id, recordKey(id)]);

/** Keeps a record for the offline store. */
export const appendOffline = (
  cloud: FeatureStoreCloud,
  group: FeatureGroupRecord,
  values: readonly FeatureValue[],
  eventTime: EventTime,
  isDeleted: boolean,
): void => cloud.offline.append(group, { values, eventTime, isDeleted, writeTime: cloud.clock.now() });

/**
 * Writes a whole record. Online, only a newer event time replaces what is there (deleted or not); older and equal
 * ones are history, which goes offline only. [D]
 */
export const writeRecord = (
  cloud: FeatureStoreCloud,
  group: FeatureGroupRecord,
  record: CheckedRecord,
  targets: ReadonlySet<TargetStore>,
  ttl: RecordTtlDuration | undefined,
): void => {
  if (targets.has('OnlineStore')) {
    const current = onlineRecord(cloud, group, record.id);
    if (current === undefined || compareEventTimes(record.eventTime, current.eventTime) > 0)
      putOnline(cloud, group, { ...record, ...ttlOf(group, ttl) });
  }
  if (targets.has('OfflineStore')) appendOffline(cloud, group, record.values, record.eventTime, false);
};
