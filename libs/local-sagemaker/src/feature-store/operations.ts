import type { Operation } from '../protocol/operation';
import { batchGetRecord } from './batch-get-record';
import { batchWriteRecord } from './batch-write-record';
import { createFeatureGroup } from './create-feature-group';
import { deleteFeatureGroup } from './delete-feature-group';
import { deleteRecord } from './delete-record';
import { describeFeatureGroup } from './describe-feature-group';
import type { FeatureStoreCloud } from './feature-store-cloud';
import { getRecord } from './get-record';
import { listFeatureGroups } from './list-feature-groups';
import { listRecords } from './list-records';
import { putRecord } from './put-record';
import { updateFeatureGroup } from './update-feature-group';
import { updateRecord } from './update-record';

/** Every operation on feature groups and their records. */
export const featureStoreOperations = (cloud: FeatureStoreCloud): readonly Operation[] =>
  [
    createFeatureGroup,
    describeFeatureGroup,
    updateFeatureGroup,
    deleteFeatureGroup,
    listFeatureGroups,
    putRecord,
    getRecord,
    updateRecord,
    deleteRecord,
    batchGetRecord,
    batchWriteRecord,
    listRecords,
  ].map((bind) => bind(cloud));
