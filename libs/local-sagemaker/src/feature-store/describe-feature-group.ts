import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { findGroup } from './feature-group';
import { noFeatureGroup, required } from '../operation/not-found';
import { operation } from '../operation/operation';

export const describeFeatureGroup = operation('DescribeFeatureGroup', (cloud, { FeatureGroupName }) =>
  pipe(
    TE.fromEither(required(findGroup(cloud, FeatureGroupName), noFeatureGroup(FeatureGroupName))),
    TE.map(({ description }) => description),
  ),
);
