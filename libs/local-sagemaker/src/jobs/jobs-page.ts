import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { pageOf, type ListRequest, type Page } from '../operation/list-page';
import type { ApiError } from '../protocol/api-errors';

interface Described {
  readonly CreationTime: number;
  readonly LastModifiedTime?: number;
}

/** The descriptions on the page of jobs that a request asks for; oldest first unless it says otherwise. */
export const jobsPage = <D extends Described>(
  jobs: readonly { readonly name: string; readonly description: D }[],
  statusOf: (job: D) => string,
  request: ListRequest,
): TE.TaskEither<ApiError, Page<D>> =>
  pipe(
    pageOf(
      jobs,
      ({ name, description }) => ({
        name,
        creationTime: description.CreationTime,
        status: statusOf(description),
        ...(description.LastModifiedTime === undefined
          ? {}
          : { lastModifiedTime: description.LastModifiedTime }),
      }),
      request,
      { order: 'Ascending' },
    ),
    TE.fromEither,
    TE.map(({ items, next }) => ({ items: items.map(({ description }) => description), next })),
  );
