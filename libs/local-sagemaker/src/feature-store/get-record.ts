import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { onlineRecord } from './record-writes';
import { recordResourceNotFound } from '../protocol/api-errors';
import { operation } from '../operation/define-operation';
import { onlineGroup } from './record-group';
import { checkFeatureNames, expiresAt, visibleValues } from './record-reads';
import type { FeatureStoreCloud } from './feature-store-cloud';

// A record that is not there, deleted or expired is an empty response, not an error. [D]
export const getRecord = operation('GetRecord', (cloud: FeatureStoreCloud, input) =>
  TE.fromEither(
    pipe(
      onlineGroup(cloud, input.FeatureGroupName, recordResourceNotFound),
      E.chain((group) => checkFeatureNames(cloud, group, input.FeatureNames)),
      E.map((group) => {
        const record = onlineRecord(cloud, group, input.RecordIdentifierValueAsString);
        const values = visibleValues(record, input.FeatureNames);
        return record === undefined || values === undefined
          ? {}
          : { Record: values, ...expiresAt(record, input.ExpirationTimeResponse) };
      }),
    ),
  ),
);
