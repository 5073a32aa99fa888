import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { couldNotFind, required } from '../operation/not-found';
import { operation } from '../operation/operation';

export const describeEndpointConfig = operation('DescribeEndpointConfig', (cloud, { EndpointConfigName }) =>
  pipe(
    required(
      cloud.store.endpointConfigs.get(EndpointConfigName),
      couldNotFind(cloud.account, 'endpoint-config', EndpointConfigName),
    ),
    TE.fromEither,
    TE.map(({ description }) => description),
  ),
);
