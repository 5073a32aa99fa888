// Lists that the service hands out page by page.
import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';

/** One page: its items, and the token of the next page unless it is the last. */
export interface Page<A> {
  readonly items: readonly A[];
  readonly nextToken: string | undefined;
}

/** How a page is fetched; the first has no token. */
export type FetchPage<E, A> = (token: string | undefined) => TE.TaskEither<E, Page<A>>;

/**
 * The items one after another. A page is fetched only when its first item is asked for; the first error ends the
 * sequence.
 *
 * @example
 * const names = [];
 * for await (const model of paginate(fetchModels)) if (E.isRight(model)) names.push(model.right.name);
 * names; // ['a', 'b', 'c']
 */
export async function* paginate<E, A>(fetchPage: FetchPage<E, A>): AsyncGenerator<E.Either<E, A>, void> {
  let token: string | undefined;
  do {
    const page: E.Either<E, Page<A>> = await fetchPage(token)();
    if (E.isLeft(page)) {
      yield page;
      return;
    }
    for (const item of page.right.items) yield E.right(item);
    token = page.right.nextToken;
  } while (token !== undefined && token !== '');
}

/**
 * All items of all pages, or the first error.
 *
 * @example
 * collectAll(fetchModels)(); // right([{ name: 'a' }, { name: 'b' }, { name: 'c' }])
 */
export const collectAll =
  <E, A>(fetchPage: FetchPage<E, A>): TE.TaskEither<E, readonly A[]> =>
  async () => {
    const items: A[] = [];
    for await (const item of paginate(fetchPage)) {
      if (E.isLeft(item)) return item;
      items.push(item.right);
    }
    return E.right(items);
  };
