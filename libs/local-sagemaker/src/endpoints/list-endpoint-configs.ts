import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { pageOf } from '../operation/list-page';
import { operation } from '../operation/define-operation';
import type { EndpointsCloud } from './endpoints-cloud';

export const listEndpointConfigs = operation('ListEndpointConfigs', (cloud: EndpointsCloud, input) =>
  pipe(
    pageOf(
      cloud.store.endpointConfigs.values(),
      ({ name, description }) => ({ name, creationTime: description.CreationTime }),
      input,
      { order: 'Descending' },
    ),
    TE.fromEither,
    TE.map(({ items, next }) => ({
      EndpointConfigs: items.map(({ name, arn, description }) => ({
        EndpointConfigName: name,
        EndpointConfigArn: arn,
        CreationTime: description.CreationTime,
      })),
      ...next,
    })),
  ),
);
