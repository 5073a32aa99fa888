import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { pageOf } from '../operation/list-page';
import { operation } from '../operation/define-operation';
import type { EndpointsCloud } from './endpoints-cloud';

export const listEndpoints = operation('ListEndpoints', (cloud: EndpointsCloud, input) =>
  pipe(
    pageOf(
      cloud.store.endpoints.values(),
      ({ name, description }) => ({
        name,
        creationTime: description.CreationTime,
        lastModifiedTime: description.LastModifiedTime,
        status: description.EndpointStatus,
      }),
      input,
      { order: 'Descending' },
    ),
    TE.fromEither,
    TE.map(({ items, next }) => ({
      Endpoints: items.map(({ name, arn, description }) => ({
        EndpointName: name,
        EndpointArn: arn,
        CreationTime: description.CreationTime,
        LastModifiedTime: description.LastModifiedTime,
        EndpointStatus: description.EndpointStatus,
      })),
      ...next,
    })),
  ),
);
