import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { allGroups } from './feature-group';
import type { ListFeatureGroupsRequest } from '../service-model/operations.generated';
import type { FeatureGroupRecord } from '../store/records';
import { pageOf, type ListRequest } from '../operation/list-page';
import { operation } from '../operation/define-operation';
import type { FeatureStoreCloud } from './feature-store-cloud';

const isWanted =
  ({ OfflineStoreStatusEquals }: ListFeatureGroupsRequest) =>
  ({ description }: FeatureGroupRecord): boolean =>
    OfflineStoreStatusEquals === undefined ||
    description.OfflineStoreStatus?.Status === OfflineStoreStatusEquals;

const pageRequest = ({ FeatureGroupStatusEquals, ...request }: ListFeatureGroupsRequest): ListRequest => ({
  ...request,
  ...(FeatureGroupStatusEquals === undefined ? {} : { StatusEquals: FeatureGroupStatusEquals }),
});

const statusOf = ({ description }: FeatureGroupRecord, sortBy: string | undefined): string =>
  (sortBy === 'OfflineStoreStatus'
    ? description.OfflineStoreStatus?.Status
    : description.FeatureGroupStatus) ?? '';

export const listFeatureGroups = operation('ListFeatureGroups', (cloud: FeatureStoreCloud, input) =>
  pipe(
    pageOf(
      allGroups(cloud).filter(isWanted(input)),
      (group) => ({
        name: group.name,
        creationTime: group.description.CreationTime,
        status: statusOf(group, input.SortBy),
      }),
      pageRequest(input),
      { order: 'Descending' },
    ),
    TE.fromEither,
    TE.map(({ items, next }) => ({
      FeatureGroupSummaries: items.map(({ name, arn, description }) => ({
        FeatureGroupName: name,
        FeatureGroupArn: arn,
        CreationTime: description.CreationTime,
        ...(description.FeatureGroupStatus === undefined
          ? {}
          : { FeatureGroupStatus: description.FeatureGroupStatus }),
        ...(description.OfflineStoreStatus === undefined
          ? {}
          : { OfflineStoreStatus: description.OfflineStoreStatus }),
      })),
      ...next,
    })),
  ),
);
