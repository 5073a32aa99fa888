import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { findGroup } from '../feature-store/feature-group';
import { noFeatureGroup, required } from './not-found';
import { operation } from './operation';

export const describeFeatureGroup = operation('DescribeFeatureGroup', (cloud, { FeatureGroupName }) =>
  pipe(
    TE.fromEither(required(findGroup(cloud, FeatureGroupName), noFeatureGroup(FeatureGroupName))),
    TE.map(({ description }) => description),
  ),
);
