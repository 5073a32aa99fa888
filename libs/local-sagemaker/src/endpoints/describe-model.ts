import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { couldNotFind, required } from '../operation/not-found';
import { operation } from '../operation/operation';

export const describeModel = operation('DescribeModel', (cloud, { ModelName }) =>
  pipe(
    TE.fromEither(
      required(cloud.store.models.get(ModelName), couldNotFind(cloud.account, 'model', ModelName)),
    ),
    TE.map(({ description }) => description),
  ),
);
