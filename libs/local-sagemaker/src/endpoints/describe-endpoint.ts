import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { couldNotFind } from './name-errors';
import { required } from '../operation/required';
import { operation } from '../operation/define-operation';
import type { EndpointsCloud } from './endpoints-cloud';

export const describeEndpoint = operation('DescribeEndpoint', (cloud: EndpointsCloud, { EndpointName }) =>
  pipe(
    required(cloud.store.endpoints.get(EndpointName), couldNotFind(cloud.account, 'endpoint', EndpointName)),
    TE.fromEither,
    TE.map(({ description }) => description),
  ),
);
