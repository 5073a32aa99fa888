import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { isExpired } from './expiry';
import { recordResourceNotFound } from '../protocol/api-errors';
import type { ListRecordsRequest, ListRecordsResponse } from '../service-model/operations.generated';
import type { FeatureGroupRecord } from '../store/records';
import { operation } from '../operation/define-operation';
import { onlineGroup } from './record-group';
import type { FeatureStoreCloud } from './feature-store-cloud';

const DEFAULT_PAGE = 100;
// Sorts after every key of a record, which start with '=' or '#'.
const LAST = '\u{10FFFF}';

const listed = (
  cloud: FeatureStoreCloud,
  group: FeatureGroupRecord,
  input: ListRecordsRequest,
): ListRecordsResponse => {
  const limit = input.MaxResults ?? DEFAULT_PAGE;
  const after =
    input.NextToken === undefined ? '' : Buffer.from(input.NextToken, 'base64url').toString('utf8');
  const ids: string[] = [];
  let lastKey = after;
  for (const { key, value } of cloud.store.online.getRange({
    start: [group.id, after],
    end: [group.id, LAST],
  })) {
    const isVisible = value.values !== undefined || input.IncludeSoftDeletedRecords === true;
    if (key[1] !== after && isVisible && !isExpired(value, cloud.clock.now())) {
      if (ids.length === limit)
        return { RecordIdentifiers: ids, NextToken: Buffer.from(lastKey, 'utf8').toString('base64url') };
      ids.push(value.id);
      lastKey = key[1];
    }
  }
  return { RecordIdentifiers: ids };
};

export const listRecords = operation('ListRecords', (cloud: FeatureStoreCloud, input) =>
  TE.fromEither(
    pipe(
      onlineGroup(cloud, input.FeatureGroupName, recordResourceNotFound),
      E.map((group) => listed(cloud, group, input)),
    ),
  ),
);
