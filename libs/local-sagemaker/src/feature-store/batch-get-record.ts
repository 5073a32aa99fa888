import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { onlineRecord } from './record-writes';
import { recordResourceNotFound } from '../protocol/api-errors';
import type {
  BatchGetRecordError,
  BatchGetRecordIdentifier,
  BatchGetRecordRequest,
  BatchGetRecordResultDetail,
} from '../service-model/operations.generated';
import { operation } from '../operation/define-operation';
import { onlineGroup } from './record-group';
import { checkFeatureNames, expiresAt, visibleValues } from './record-reads';
import type { FeatureStoreCloud } from './feature-store-cloud';

interface Found {
  readonly records: readonly BatchGetRecordResultDetail[];
  readonly errors: readonly BatchGetRecordError[];
}

const foundFor = (
  cloud: FeatureStoreCloud,
  identifier: BatchGetRecordIdentifier,
  expiration: BatchGetRecordRequest['ExpirationTimeResponse'],
): Found => {
  const { FeatureGroupName, FeatureNames, RecordIdentifiersValueAsString: ids } = identifier;
  const group = pipe(
    onlineGroup(cloud, FeatureGroupName, recordResourceNotFound),
    E.chain((found) => checkFeatureNames(cloud, found, FeatureNames)),
  );
  if (E.isLeft(group)) {
    const { code: ErrorCode, message: ErrorMessage } = group.left;
    const errors = ids.map((id) => ({
      FeatureGroupName,
      RecordIdentifierValueAsString: id,
      ErrorCode,
      ErrorMessage,
    }));
    return { records: [], errors };
  }
  const records = ids.flatMap((id) => {
    const record = onlineRecord(cloud, group.right, id);
    const Record = visibleValues(record, FeatureNames);
    if (record === undefined || Record === undefined) return [];
    return [
      { FeatureGroupName, RecordIdentifierValueAsString: id, Record, ...expiresAt(record, expiration) },
    ];
  });
  return { records, errors: [] };
};

// Records that are not there are simply absent. [D]
export const batchGetRecord = operation(
  'BatchGetRecord',
  (cloud: FeatureStoreCloud, { Identifiers, ExpirationTimeResponse }) => {
    const found = Identifiers.map((identifier) => foundFor(cloud, identifier, ExpirationTimeResponse));
    return TE.right({
      Records: found.flatMap(({ records }) => records),
      Errors: found.flatMap(({ errors }) => errors),
      UnprocessedIdentifiers: [],
    });
  },
);
