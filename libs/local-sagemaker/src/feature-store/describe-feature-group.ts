import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { findGroup } from './feature-group';
import { noFeatureGroup } from './name-errors';
import { required } from '../operation/required';
import { operation } from '../operation/define-operation';
import type { FeatureStoreCloud } from './feature-store-cloud';

export const describeFeatureGroup = operation(
  'DescribeFeatureGroup',
  (cloud: FeatureStoreCloud, { FeatureGroupName }) =>
    pipe(
      TE.fromEither(required(findGroup(cloud, FeatureGroupName), noFeatureGroup(FeatureGroupName))),
      TE.map(({ description }) => description),
    ),
);
