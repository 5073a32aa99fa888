import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { arnOf } from '../machine/arns';
import { timestamp } from '../machine/clock';
import { asOf } from './feature-group';
import { groupProblem, resolvedOutputUri } from './group-definition';
import { validationException } from '../protocol/api-errors';
import type { CreateFeatureGroupRequest } from '../service-model/operations.generated';
import type { FeatureGroupRecord } from '../store/records';
import { without } from '../machine/without';
import { featureGroupExists } from './name-errors';
import { changing, operation } from '../operation/define-operation';
import type { FeatureStoreCloud } from './feature-store-cloud';

const storesOf = (cloud: FeatureStoreCloud, input: CreateFeatureGroupRequest, creationTime: number) => ({
  ...(input.OnlineStoreConfig === undefined
    ? {}
    : { OnlineStoreConfig: { StorageType: 'Standard' as const, ...input.OnlineStoreConfig } }),
  ...(input.OfflineStoreConfig === undefined
    ? {}
    : {
        OfflineStoreConfig: {
          TableFormat: 'Glue' as const,
          ...input.OfflineStoreConfig,
          S3StorageConfig: {
            ...input.OfflineStoreConfig.S3StorageConfig,
            ResolvedOutputS3Uri: resolvedOutputUri(cloud.account, input, creationTime),
          },
        },
        OfflineStoreStatus: { Status: 'Active' as const },
      }),
});

const recordOf = (cloud: FeatureStoreCloud, input: CreateFeatureGroupRequest): FeatureGroupRecord => {
  const now = cloud.clock.now();
  const arn = arnOf(cloud.account, 'feature-group', input.FeatureGroupName);
  return {
    name: input.FeatureGroupName,
    arn,
    id: cloud.newId(),
    settledAt: now + cloud.minimumTransitionMilliseconds,
    description: {
      ...without(input, 'Tags', 'OnlineStoreConfig', 'OfflineStoreConfig'),
      ThroughputConfig: input.ThroughputConfig ?? { ThroughputMode: 'OnDemand' },
      ...storesOf(cloud, input, timestamp(now)),
      FeatureGroupArn: arn,
      CreationTime: timestamp(now),
      LastModifiedTime: timestamp(now),
      FeatureGroupStatus: 'Creating',
      NextToken: '',
    },
  };
};

export const createFeatureGroup = operation('CreateFeatureGroup', (cloud: FeatureStoreCloud, input) => {
  const problem = groupProblem(input);
  if (problem !== undefined) return TE.left(validationException(problem));
  const record = recordOf(cloud, input);
  return changing(cloud, () => {
    const { featureGroups, tags } = cloud.store;
    const taken = featureGroups.clashing(record.name);
    if (taken !== undefined && asOf(taken, cloud.clock.now()) !== undefined)
      return E.left(featureGroupExists(record.name));
    featureGroups.put(record);
    void tags.put(record.arn, input.Tags ?? []);
    return E.right({ FeatureGroupArn: record.arn });
  });
});
