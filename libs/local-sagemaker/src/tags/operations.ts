import type { Operation } from '../protocol/operation';
import { addTags } from './add-tags';
import { deleteTags } from './delete-tags';
import { listTags } from './list-tags';
import type { TagsCloud } from './tags-cloud';

/** Every operation on the tags of resources. */
export const tagOperations = (cloud: TagsCloud): readonly Operation[] =>
  [addTags, listTags, deleteTags].map((bind) => bind(cloud));
