import * as E from 'fp-ts/Either';
import { compareEventTimes } from './event-time';
import { appendOffline, onlineRecord, putOnline, targetsOf, ttlOf } from './record-writes';
import type { OnlineRecord } from '../store/stored-records';
import { conflict, recordResourceNotFound, validationError, type ApiError } from '../protocol/api-errors';
import type { FeatureValue, UpdateRecordRequest } from '../service-model/operations.generated';
import type { FeatureGroupRecord } from '../store/records';
import { changing, operation } from '../operation/define-operation';
import { onlineGroup } from './record-group';
import type { FeatureStoreCloud } from './feature-store-cloud';

const MOST_FEATURES = 100;

const problemOf = (
  cloud: FeatureStoreCloud,
  group: FeatureGroupRecord,
  input: UpdateRecordRequest,
): string | undefined => {
  const { OnlineStoreConfig: online, RecordIdentifierFeatureName, EventTimeFeatureName } = group.description;
  const storage = online?.StorageType;
  const valueOf = (name: string): string | undefined =>
    input.Features.find(({ FeatureName }) => FeatureName === name)?.ValueAsString;
  if (storage !== 'Standard_V2' && storage !== 'InMemory')
    return `UpdateRecord needs the online store type Standard_V2 or InMemory; the feature group ${group.name} has ${storage ?? 'none'}.`;
  if (input.Features.length > MOST_FEATURES) return `UpdateRecord takes at most ${MOST_FEATURES} features.`;
  const id = valueOf(RecordIdentifierFeatureName);
  if (id !== undefined && id !== input.RecordIdentifierValueAsString)
    return `The value of feature [${RecordIdentifierFeatureName}] is not the record identifier of the request.`;
  if (input.TtlDuration !== undefined && valueOf(EventTimeFeatureName) === undefined)
    return `TtlDuration needs an event time [${EventTimeFeatureName}] in the request.`;
  return cloud.rules(group).values(input.Features);
};

/** Features that are not in the request stay as they are. [D] */
const merged = (old: readonly FeatureValue[], changes: readonly FeatureValue[]): readonly FeatureValue[] => [
  ...new Map([...old, ...changes].map((value) => [value.FeatureName, value] as const)).values(),
];

const updated = (
  cloud: FeatureStoreCloud,
  group: FeatureGroupRecord,
  input: UpdateRecordRequest,
  current: OnlineRecord,
): E.Either<ApiError, OnlineRecord & { readonly values: readonly FeatureValue[] }> => {
  const values = merged(current.values ?? [], input.Features);
  const checked = cloud.rules(group).record(values);
  if (E.isLeft(checked)) return E.left(validationError(checked.left));
  if (compareEventTimes(checked.right.eventTime, current.eventTime) < 0)
    return E.left(conflict('The EventTime is older than the EventTime of the record.'));
  const ttl =
    input.TtlDuration === undefined
      ? { ...(current.ttlSeconds === undefined ? {} : { ttlSeconds: current.ttlSeconds }) }
      : ttlOf(group, input.TtlDuration);
  return E.right({ ...checked.right, ...ttl });
};

// By the operation's documentation the record must be there, an equal event time is fine, an older one a conflict.
export const updateRecord = operation('UpdateRecord', (cloud: FeatureStoreCloud, input) =>
  changing(cloud, () => {
    const found = onlineGroup(cloud, input.FeatureGroupName, recordResourceNotFound);
    if (E.isLeft(found)) return found;
    const group = found.right;
    const targets = targetsOf(group, input.TargetStores);
    if (E.isLeft(targets)) return E.left(validationError(targets.left));
    const problem = problemOf(cloud, group, input);
    if (problem !== undefined) return E.left(validationError(problem));
    const current = onlineRecord(cloud, group, input.RecordIdentifierValueAsString);
    if (current?.values === undefined)
      return E.left(
        recordResourceNotFound(`Resource Not Found: the feature group ${group.name} has no such record.`),
      );
    const record = updated(cloud, group, input, current);
    if (E.isLeft(record)) return record;
    if (targets.right.has('OnlineStore')) putOnline(cloud, group, record.right);
    if (targets.right.has('OfflineStore'))
      appendOffline(cloud, group, record.right.values, record.right.eventTime, false);
    return E.right({});
  }),
);
