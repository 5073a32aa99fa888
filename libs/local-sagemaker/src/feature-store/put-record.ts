import * as E from 'fp-ts/Either';
import { targetsOf, writeRecord } from './record-writes';
import { validationError } from '../protocol/api-errors';
import { changing, operation } from '../operation/define-operation';
import { usableGroup } from './record-group';
import type { FeatureStoreCloud } from './feature-store-cloud';

// An unknown group is a ValidationError here: PutRecord declares no ResourceNotFound. [W]
export const putRecord = operation('PutRecord', (cloud: FeatureStoreCloud, input) =>
  changing(cloud, () => {
    const group = usableGroup(cloud, input.FeatureGroupName, validationError);
    if (E.isLeft(group)) return group;
    const targets = targetsOf(group.right, input.TargetStores);
    if (E.isLeft(targets)) return E.left(validationError(targets.left));
    const record = cloud.rules(group.right).record(input.Record);
    if (E.isLeft(record)) return E.left(validationError(record.left));
    writeRecord(cloud, group.right, record.right, targets.right, input.TtlDuration);
    return E.right({});
  }),
);
