import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { couldNotFind } from './name-errors';
import { required } from '../operation/required';
import { operation } from '../operation/define-operation';
import type { EndpointsCloud } from './endpoints-cloud';

export const describeModel = operation('DescribeModel', (cloud: EndpointsCloud, { ModelName }) =>
  pipe(
    TE.fromEither(
      required(cloud.store.models.get(ModelName), couldNotFind(cloud.account, 'model', ModelName)),
    ),
    TE.map(({ description }) => description),
  ),
);
