import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { changing, operation } from '../operation/define-operation';
import { tagsOf } from './tagged-resource';
import type { TagsCloud } from './tags-cloud';

export const deleteTags = operation('DeleteTags', (cloud: TagsCloud, { ResourceArn, TagKeys }) =>
  changing(cloud, () =>
    pipe(
      tagsOf(cloud.store, ResourceArn),
      E.map((old) => {
        const kept = old.filter(({ Key }) => !TagKeys.includes(Key));
        void cloud.store.tags.put(ResourceArn, kept);
        return {};
      }),
    ),
  ),
);
