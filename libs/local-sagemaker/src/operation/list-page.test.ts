import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { pageOf, type Listed, type ListRequest } from './list-page';

const listed: fc.Arbitrary<Listed> = fc.record({
  name: fc.string({ minLength: 1, maxLength: 4 }),
  creationTime: fc.integer({ min: 0, max: 5 }),
  lastModifiedTime: fc.integer({ min: 0, max: 5 }),
  status: fc.constantFrom('InProgress', 'Completed', 'Failed'),
});
const all = fc.uniqueArray(listed, { selector: ({ name }) => name, maxLength: 20 });
const order = fc.constantFrom('Ascending' as const, 'Descending' as const);
const sortBy = fc.constantFrom('Name', 'CreationTime', 'Status');

const page = (items: readonly Listed[], request: ListRequest) => {
  const result = pageOf(items, (item) => item, request, { order: 'Descending' });
  if (E.isLeft(result)) throw new Error(result.left.message);
  return result.right;
};
/** Follows tokens to the end; `between` sees the number of the page and gives the items there are by then. */
const allPages = (
  request: ListRequest,
  between: (pageNumber: number) => readonly Listed[],
): readonly Listed[] => {
  const seen: Listed[] = [];
  let next: { readonly NextToken?: string } = {};
  let pageNumber = 0;
  do {
    const { items, next: following } = page(between(pageNumber), { ...request, ...next });
    seen.push(...items);
    next = following;
    pageNumber += 1;
  } while (next.NextToken !== undefined);
  return seen;
};

describe('the pages of a list', () => {
  it('have every resource once, in order, whatever their size', () => {
    fc.assert(
      fc.property(
        all,
        fc.integer({ min: 1, max: 7 }),
        order,
        sortBy,
        (items, MaxResults, SortOrder, SortBy) => {
          const seen = allPages({ MaxResults, SortOrder, SortBy }, () => items);
          expect(seen).toHaveLength(items.length);
          expect(new Set(seen)).toEqual(new Set(items));
          const keys = seen.map(
            (item) => ({ Name: item.name, CreationTime: item.creationTime, Status: item.status })[SortBy],
          );
          const sorted = [...keys].sort((a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0));
          expect(keys).toEqual(SortOrder === 'Ascending' ? sorted : sorted.reverse());
        },
      ),
    );
  });

  it('keep what stays when others come and go between them', () => {
    fc.assert(
      fc.property(all, all, fc.integer({ min: 1, max: 4 }), sortBy, (stay, come, MaxResults, SortBy) => {
        const names = new Set(stay.map(({ name }) => name));
        const others = come.filter(({ name }) => !names.has(name));
        const seen = allPages({ MaxResults, SortBy }, (pageNumber) =>
          pageNumber % 2 === 0 ? stay : [...stay, ...others],
        );
        const stayed = seen.filter(({ name }) => names.has(name)).map(({ name }) => name);
        expect([...stayed].sort()).toEqual([...names].sort());
      }),
    );
  });

  it('have only what every filter lets through', () => {
    fc.assert(
      fc.property(
        all,
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 5 }),
        (items, after, before) => {
          const { items: found } = page(items, {
            MaxResults: 100,
            CreationTimeAfter: after,
            LastModifiedTimeBefore: before,
            StatusEquals: 'Failed',
          });
          const expected = items.filter(
            (item) =>
              item.creationTime >= after && (item.lastModifiedTime ?? 0) < before && item.status === 'Failed',
          );
          expect(new Set(found)).toEqual(new Set(expected));
        },
      ),
    );
  });

  it('are of ten by default [D]', () => {
    const items = Array.from({ length: 11 }, (_, at) => ({ name: `n${at}`, creationTime: at }));
    const { items: first, next } = page(items, {});
    expect(first.map(({ name }) => name)).toEqual(
      items
        .slice(1)
        .reverse()
        .map(({ name }) => name),
    );
    expect(next.NextToken).toBeDefined();
  });

  it.each(['', 'nonsense', Buffer.from('{"after":[{},1]}').toString('base64url')])(
    'are not found by the token %p',
    (NextToken) => {
      expect(pageOf([], (item: Listed) => item, { NextToken }, { order: 'Ascending' })).toMatchObject({
        _tag: 'Left',
        left: { code: 'ValidationException' },
      });
    },
  );
});
