import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { couldNotFind } from './name-errors';
import { required } from '../operation/required';
import { operation } from '../operation/define-operation';
import type { EndpointsCloud } from './endpoints-cloud';

export const describeEndpointConfig = operation(
  'DescribeEndpointConfig',
  (cloud: EndpointsCloud, { EndpointConfigName }) =>
    pipe(
      required(
        cloud.store.endpointConfigs.get(EndpointConfigName),
        couldNotFind(cloud.account, 'endpoint-config', EndpointConfigName),
      ),
      TE.fromEither,
      TE.map(({ description }) => description),
    ),
);
