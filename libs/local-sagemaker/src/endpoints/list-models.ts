import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { pageOf } from '../operation/list-page';
import { operation } from '../operation/define-operation';
import type { EndpointsCloud } from './endpoints-cloud';

export const listModels = operation('ListModels', (cloud: EndpointsCloud, input) =>
  pipe(
    pageOf(
      cloud.store.models.values(),
      ({ name, description }) => ({ name, creationTime: description.CreationTime }),
      input,
      { order: 'Descending' },
    ),
    TE.fromEither,
    TE.map(({ items, next }) => ({
      Models: items.map(({ name, arn, description }) => ({
        ModelName: name,
        ModelArn: arn,
        CreationTime: description.CreationTime,
      })),
      ...next,
    })),
  ),
);
