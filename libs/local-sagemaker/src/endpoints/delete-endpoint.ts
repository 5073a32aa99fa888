import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { timestamp } from '../machine/clock';
import { couldNotFind } from './name-errors';
import { required } from '../operation/required';
import { changing, operation } from '../operation/define-operation';
import { whenSettled } from './settled-endpoint';
import type { EndpointsCloud } from './endpoints-cloud';

export const deleteEndpoint = operation('DeleteEndpoint', (cloud: EndpointsCloud, { EndpointName }) =>
  pipe(
    changing(cloud, () =>
      pipe(
        required(
          cloud.store.endpoints.get(EndpointName),
          couldNotFind(cloud.account, 'endpoint', EndpointName),
        ),
        E.chain(whenSettled),
        E.map((record) => {
          const LastModifiedTime = timestamp(cloud.clock.now());
          const description = {
            ...record.description,
            EndpointStatus: 'Deleting' as const,
            LastModifiedTime,
          };
          cloud.store.endpoints.put({ ...record, description });
          return {};
        }),
      ),
    ),
    TE.chainFirstIOK(() => () => cloud.lifecycle.remove(EndpointName)),
  ),
);
