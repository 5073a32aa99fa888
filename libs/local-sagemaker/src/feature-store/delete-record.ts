import * as E from 'fp-ts/Either';
import type { EventTime } from '../store/stored-records';
import { compareEventTimes } from './event-time';
import { appendOffline, onlineRecord, putOnline, removeOnline, targetsOf } from './record-writes';
import { validationError, type ApiError } from '../protocol/api-errors';
import type { DeleteRecordRequest } from '../service-model/operations.generated';
import type { FeatureGroupRecord } from '../store/records';
import { changing, operation } from '../operation/define-operation';
import { usableGroup } from './record-group';
import type { FeatureStoreCloud } from './feature-store-cloud';

const marker = (group: FeatureGroupRecord, input: DeleteRecordRequest) => [
  {
    FeatureName: group.description.RecordIdentifierFeatureName,
    ValueAsString: input.RecordIdentifierValueAsString,
  },
  { FeatureName: group.description.EventTimeFeatureName, ValueAsString: input.EventTime },
];

/**
 * Deletes online: softly, leaving a tombstone with the event time, or for good. A deletion that is not newer than the
 * record does not happen: softly in silence, hard with an error. [D]
 */
const deleteOnline = (
  cloud: FeatureStoreCloud,
  group: FeatureGroupRecord,
  input: DeleteRecordRequest,
  eventTime: EventTime,
): E.Either<ApiError, unknown> => {
  const id = input.RecordIdentifierValueAsString;
  const isHard = input.DeletionMode === 'HardDelete';
  const current = onlineRecord(cloud, group, id);
  if (current !== undefined && compareEventTimes(eventTime, current.eventTime) <= 0)
    return isHard
      ? E.left(
          validationError('EventTime: 400 ValidationException: it must be later than that of the record.'),
        )
      : E.right(undefined);
  if (isHard) removeOnline(cloud, group, id);
  else if (current !== undefined) putOnline(cloud, group, { id, eventTime });
  return E.right(undefined);
};

export const deleteRecord = operation('DeleteRecord', (cloud: FeatureStoreCloud, input) =>
  changing(cloud, () => {
    const group = usableGroup(cloud, input.FeatureGroupName, validationError);
    if (E.isLeft(group)) return group;
    const rules = cloud.rules(group.right);
    const targets = targetsOf(group.right, input.TargetStores);
    if (E.isLeft(targets)) return E.left(validationError(targets.left));
    const idProblem = rules.id(input.RecordIdentifierValueAsString);
    if (idProblem !== undefined) return E.left(validationError(idProblem));
    const eventTime = rules.eventTime(input.EventTime);
    if (E.isLeft(eventTime)) return E.left(validationError(eventTime.left));
    const deleted = targets.right.has('OnlineStore')
      ? deleteOnline(cloud, group.right, input, eventTime.right)
      : E.right(undefined);
    if (E.isLeft(deleted)) return deleted;
    if (targets.right.has('OfflineStore'))
      appendOffline(cloud, group.right, marker(group.right, input), eventTime.right, true);
    return E.right({});
  }),
);
