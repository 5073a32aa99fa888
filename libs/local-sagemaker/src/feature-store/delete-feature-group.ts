import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { timestamp } from '../machine/clock';
import { findGroup } from './feature-group';
import { validationException } from '../protocol/api-errors';
import { noFeatureGroup } from './name-errors';
import { changing, operation } from '../operation/define-operation';
import type { FeatureStoreCloud } from './feature-store-cloud';

// Online records are out of reach at once; what is in the offline store stays. [D]
export const deleteFeatureGroup = operation(
  'DeleteFeatureGroup',
  (cloud: FeatureStoreCloud, { FeatureGroupName }) =>
    pipe(
      changing(cloud, () => {
        const group = findGroup(cloud, FeatureGroupName);
        if (group === undefined) return E.left(noFeatureGroup(FeatureGroupName));
        const { FeatureGroupStatus: status = 'Created' } = group.description;
        if (status === 'Creating' || status === 'Deleting')
          return E.left(
            validationException(
              `The feature group ${FeatureGroupName} cannot be deleted in status ${status}.`,
            ),
          );
        const now = cloud.clock.now();
        const retired = {
          ...group,
          description: {
            ...group.description,
            FeatureGroupStatus: 'Deleting' as const,
            LastModifiedTime: timestamp(now),
          },
          settledAt: now + cloud.minimumTransitionMilliseconds,
        };
        cloud.store.featureGroups.put(retired);
        void cloud.store.retiredGroups.put(group.id, retired);
        void cloud.store.tags.remove(group.arn);
        return E.right({});
      }),
      TE.chainFirstIOK(() => () => cloud.offline.clearRetired()),
    ),
);
