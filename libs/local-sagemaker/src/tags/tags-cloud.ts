import type { Store } from '../store/store';

/** What the operations on tags work with. */
export interface TagsCloud {
  readonly store: Store;
}
