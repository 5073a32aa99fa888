import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { couldNotFind, required } from '../operation/not-found';
import { operation } from '../operation/operation';

export const describeEndpoint = operation('DescribeEndpoint', (cloud, { EndpointName }) =>
  pipe(
    required(cloud.store.endpoints.get(EndpointName), couldNotFind(cloud.account, 'endpoint', EndpointName)),
    TE.fromEither,
    TE.map(({ description }) => description),
  ),
);
