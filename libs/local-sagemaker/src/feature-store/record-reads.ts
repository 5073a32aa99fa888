// The form in which records are read.
import * as E from 'fp-ts/Either';
import { isoText } from './event-time';
import type { OnlineRecord } from '../store/stored-records';
import { expiryOf } from './expiry';
import { validationError, type ApiError } from '../protocol/api-errors';
import type { FeatureValue } from '../service-model/operations.generated';
import type { FeatureGroupRecord } from '../store/records';
import type { FeatureStoreCloud } from './feature-store-cloud';

/** The requested features must be the group's. */
export const checkFeatureNames = (
  cloud: FeatureStoreCloud,
  group: FeatureGroupRecord,
  names: readonly string[] | undefined,
): E.Either<ApiError, FeatureGroupRecord> => {
  const rules = cloud.rules(group);
  const unknown = names?.find((name) => !rules.knows(name));
  return unknown === undefined
    ? E.right(group)
    : E.left(validationError(`FeatureName [${unknown}] is not in the feature group's feature definitions.`));
};

/** The requested values; undefined without a record, or if it has none of the requested features. */
export const visibleValues = (
  record: OnlineRecord | undefined,
  names: readonly string[] | undefined,
): readonly FeatureValue[] | undefined => {
  const values = record?.values?.filter(
    ({ FeatureName }) => names === undefined || names.includes(FeatureName),
  );
  return values === undefined || values.length === 0 ? undefined : values;
};

/** When the record expires, if that is requested. */
export const expiresAt = (
  record: OnlineRecord,
  requested: 'Enabled' | 'Disabled' | undefined,
): { readonly ExpiresAt?: string } => {
  const expiry = requested === 'Enabled' ? expiryOf(record) : undefined;
  return expiry === undefined ? {} : { ExpiresAt: isoText(expiry) };
};
