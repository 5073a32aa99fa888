// The feature group of a record call, which must be there and created.
import * as E from 'fp-ts/Either';
import { findGroup, isOnline } from './feature-group';
import { validationError, type ApiError } from '../protocol/api-errors';
import type { FeatureGroupRecord } from '../store/records';
import { noFeatureGroupText } from './name-errors';
import type { FeatureStoreCloud } from './feature-store-cloud';

/** The group, if records can be written and read; `missing` is the call's own error for a group that is not there. */
export const usableGroup = (
  cloud: FeatureStoreCloud,
  nameOrArn: string,
  missing: (message: string) => ApiError,
): E.Either<ApiError, FeatureGroupRecord> => {
  const group = findGroup(cloud, nameOrArn);
  const status = group?.description.FeatureGroupStatus;
  if (group === undefined || status === 'Deleting') return E.left(missing(noFeatureGroupText(nameOrArn)));
  return status === 'Created'
    ? E.right(group)
    : E.left(
        validationError(
          `The feature group ${group.name} is in status ${status ?? 'unknown'}: wait until it is Created.`,
        ),
      );
};

/** The group, if it has an online store besides. */
export const onlineGroup = (
  cloud: FeatureStoreCloud,
  nameOrArn: string,
  missing: (message: string) => ApiError,
): E.Either<ApiError, FeatureGroupRecord> =>
  E.chain((group: FeatureGroupRecord) =>
    isOnline(group)
      ? E.right(group)
      : E.left(validationError(`The feature group ${group.name} has no OnlineStore.`)),
  )(usableGroup(cloud, nameOrArn, missing));
