import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { changing, operation } from '../operation/define-operation';
import { merged, tagsOf } from './tagged-resource';
import type { TagsCloud } from './tags-cloud';

export const addTags = operation('AddTags', (cloud: TagsCloud, { ResourceArn, Tags }) =>
  changing(cloud, () =>
    pipe(
      tagsOf(cloud.store, ResourceArn),
      E.chain((old) => merged(old, Tags)),
      E.map((all) => {
        void cloud.store.tags.put(ResourceArn, all);
        return { Tags: all };
      }),
    ),
  ),
);
