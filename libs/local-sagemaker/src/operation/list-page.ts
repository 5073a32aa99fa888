// Filters, order and pages, which all List operations share.
import * as E from 'fp-ts/Either';
import { validationException, type ApiError } from '../protocol/api-errors';
import { isRecord } from '../machine/is-record';

/** What of a resource can be filtered and ordered by. */
export interface Listed {
  readonly name: string;
  readonly creationTime: number;
  readonly lastModifiedTime?: number;
  readonly status?: string;
}

export interface ListRequest {
  readonly NameContains?: string;
  readonly StatusEquals?: string;
  readonly CreationTimeAfter?: number;
  readonly CreationTimeBefore?: number;
  readonly LastModifiedTimeAfter?: number;
  readonly LastModifiedTimeBefore?: number;
  readonly SortBy?: string;
  readonly SortOrder?: 'Ascending' | 'Descending';
  readonly NextToken?: string;
  readonly MaxResults?: number;
}

export interface Page<A> {
  readonly items: readonly A[];
  readonly next: { readonly NextToken?: string };
}

const DEFAULT_PAGE = 10;

const isWithin = (time: number | undefined, after: number | undefined, before: number | undefined): boolean =>
  (after === undefined || (time !== undefined && time >= after)) &&
  (before === undefined || (time !== undefined && time < before));

const fits = (request: ListRequest) => (view: Listed) =>
  (request.NameContains === undefined || view.name.includes(request.NameContains)) &&
  (request.StatusEquals === undefined || view.status === request.StatusEquals) &&
  isWithin(view.creationTime, request.CreationTimeAfter, request.CreationTimeBefore) &&
  isWithin(view.lastModifiedTime, request.LastModifiedTimeAfter, request.LastModifiedTimeBefore);

/** A place in the order: the value ordered by, and the name, which makes the order total. */
type Place = readonly [string | number, string];

const placeOf = (sortBy: string, view: Listed): Place => {
  if (sortBy === 'Name') return [view.name, view.name];
  return [sortBy === 'CreationTime' ? view.creationTime : (view.status ?? ''), view.name];
};

const compare = <A extends string | number>(a: A, b: A): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};
const comparePlaces = (a: Place, b: Place): number => compare(a[0], b[0]) || compare(a[1], b[1]);

const tokenOf = (place: Place): string => Buffer.from(JSON.stringify({ after: place })).toString('base64url');
const placeFrom = (token: string): E.Either<ApiError, Place> => {
  const invalid = E.left(validationException('Invalid NextToken.'));
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    const after: unknown = isRecord(value) ? value.after : undefined;
    if (!Array.isArray(after)) return invalid;
    const [key, name]: readonly unknown[] = after;
    const isKey = typeof key === 'string' || typeof key === 'number';
    return isKey && typeof name === 'string' ? E.right([key, name]) : invalid;
  } catch {
    return invalid;
  }
};

/** The page of a list that a request asks for. Pages stay whole when resources come and go between them. */
export const pageOf = <A>(
  all: readonly A[],
  view: (item: A) => Listed,
  request: ListRequest,
  defaults: { readonly order: 'Ascending' | 'Descending' },
): E.Either<ApiError, Page<A>> => {
  const start = request.NextToken === undefined ? E.right(undefined) : placeFrom(request.NextToken);
  if (E.isLeft(start)) return start;
  const after = start.right;
  const sign = (request.SortOrder ?? defaults.order) === 'Ascending' ? 1 : -1;
  const sortBy = request.SortBy ?? 'CreationTime';
  const rest = all
    .filter((item) => fits(request)(view(item)))
    .map((item) => ({ item, place: placeOf(sortBy, view(item)) }))
    .sort((a, b) => sign * comparePlaces(a.place, b.place))
    .filter(({ place }) => after === undefined || sign * comparePlaces(place, after) > 0);
  const page = rest.slice(0, request.MaxResults ?? DEFAULT_PAGE);
  const last = page.at(-1);
  return E.right({
    items: page.map(({ item }) => item),
    next: last !== undefined && rest.length > page.length ? { NextToken: tokenOf(last.place) } : {},
  });
};
