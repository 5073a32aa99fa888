import * as E from 'fp-ts/Either';
import { timestamp } from '../machine/clock';
import { findGroup } from './feature-group';
import { featuresProblem } from './group-definition';
import { validationException } from '../protocol/api-errors';
import type {
  DescribeFeatureGroupResponse,
  UpdateFeatureGroupRequest,
} from '../service-model/operations.generated';
import { noFeatureGroup } from './name-errors';
import { changing, operation } from '../operation/define-operation';
import type { FeatureStoreCloud } from './feature-store-cloud';

const problemOf = (
  group: DescribeFeatureGroupResponse,
  input: UpdateFeatureGroupRequest,
): string | undefined => {
  const { FeatureGroupStatus: status = 'Created', LastUpdateStatus: update } = group;
  if (status !== 'Created')
    return `The feature group ${group.FeatureGroupName} cannot be updated in status ${status}.`;
  if (update?.Status === 'InProgress')
    return `An update of feature group ${group.FeatureGroupName} is in progress.`;
  if (input.OnlineStoreConfig !== undefined && group.OnlineStoreConfig?.EnableOnlineStore !== true)
    return `The feature group ${group.FeatureGroupName} has no online store to update.`;
  return featuresProblem(group.FeatureDefinitions, input.FeatureAdditions ?? []);
};

const updated = (
  group: DescribeFeatureGroupResponse,
  input: UpdateFeatureGroupRequest,
  now: number,
): DescribeFeatureGroupResponse => {
  const ttl = input.OnlineStoreConfig?.TtlDuration;
  const throughput = input.ThroughputConfig;
  return {
    ...group,
    FeatureDefinitions: [...group.FeatureDefinitions, ...(input.FeatureAdditions ?? [])],
    ...(ttl === undefined ? {} : { OnlineStoreConfig: { ...group.OnlineStoreConfig, TtlDuration: ttl } }),
    ...(throughput === undefined
      ? {}
      : { ThroughputConfig: { ThroughputMode: 'OnDemand', ...group.ThroughputConfig, ...throughput } }),
    LastUpdateStatus: { Status: 'InProgress' },
    LastModifiedTime: timestamp(now),
  };
};

export const updateFeatureGroup = operation('UpdateFeatureGroup', (cloud: FeatureStoreCloud, input) =>
  changing(cloud, () => {
    const group = findGroup(cloud, input.FeatureGroupName);
    if (group === undefined) return E.left(noFeatureGroup(input.FeatureGroupName));
    const problem = problemOf(group.description, input);
    if (problem !== undefined) return E.left(validationException(problem));
    const now = cloud.clock.now();
    cloud.store.featureGroups.put({
      ...group,
      description: updated(group.description, input, now),
      settledAt: now + cloud.minimumTransitionMilliseconds,
    });
    return E.right({ FeatureGroupArn: group.arn });
  }),
);
