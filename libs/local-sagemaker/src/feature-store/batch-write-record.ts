import * as E from 'fp-ts/Either';
import { targetsOf, writeRecord } from './record-writes';
import { recordResourceNotFound } from '../protocol/api-errors';
import type { BatchWriteRecordEntry, BatchWriteRecordError } from '../service-model/operations.generated';
import type { FeatureGroupRecord } from '../store/records';
import { changing, operation } from '../operation/define-operation';
import { usableGroup } from './record-group';
import type { RecordTtlDuration } from '../service-model/operations.generated';
import type { FeatureStoreCloud } from './feature-store-cloud';

/** Writes one entry, or says why not; other entries are not affected. */
const writeEntry = (
  cloud: FeatureStoreCloud,
  group: FeatureGroupRecord,
  entry: BatchWriteRecordEntry,
  callTtl: RecordTtlDuration | undefined,
): BatchWriteRecordError | undefined => {
  const refused = (message: string): BatchWriteRecordError => ({
    Entry: entry,
    ErrorCode: 'ValidationError',
    ErrorMessage: message,
  });
  const targets = targetsOf(group, entry.TargetStores);
  if (E.isLeft(targets)) return refused(targets.left);
  const record = cloud.rules(group).record(entry.Record);
  if (E.isLeft(record)) return refused(record.left);
  writeRecord(cloud, group, record.right, targets.right, entry.TtlDuration ?? callTtl);
  return undefined;
};

// ResourceNotFound is declared for the call, not for its entries: an unknown group fails it as a whole, before any write. [?]
export const batchWriteRecord = operation(
  'BatchWriteRecord',
  (cloud: FeatureStoreCloud, { Entries, TtlDuration }) =>
    changing(cloud, () => {
      const groups = new Map<string, FeatureGroupRecord>();
      for (const name of new Set(Entries.map(({ FeatureGroupName }) => FeatureGroupName))) {
        const group = usableGroup(cloud, name, recordResourceNotFound);
        if (E.isLeft(group)) return group;
        groups.set(name, group.right);
      }
      const Errors = Entries.flatMap((entry) => {
        const group = groups.get(entry.FeatureGroupName);
        return (group === undefined ? undefined : writeEntry(cloud, group, entry, TtlDuration)) ?? [];
      });
      return E.right({ Errors, UnprocessedEntries: [] });
    }),
);
