import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { couldNotFind, required } from './not-found';
import { operation } from './operation';

export const describeModel = operation('DescribeModel', (cloud, { ModelName }) =>
  pipe(
    TE.fromEither(
      required(cloud.store.models.get(ModelName), couldNotFind(cloud.account, 'model', ModelName)),
    ),
    TE.map(({ description }) => description),
  ),
);
