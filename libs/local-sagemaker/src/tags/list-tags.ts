import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { operation } from '../operation/define-operation';
import { tagsOf } from './tagged-resource';
import type { TagsCloud } from './tags-cloud';

// A resource has at most 50 tags and a page at least 50: there is never a second page.
export const listTags = operation('ListTags', (cloud: TagsCloud, { ResourceArn }) =>
  TE.fromEither(
    pipe(
      tagsOf(cloud.store, ResourceArn),
      E.map((Tags) => ({ Tags })),
    ),
  ),
);
