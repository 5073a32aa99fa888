// Responses from results and errors.
import { problemMediaType, requestIdHeader, traceHeader } from '@credit-risk/scoring-contract';
import type { RequestContext } from './platform';
import { problemOf, type ApiError } from './problems';

/** The response of a route. */
export interface HttpResponse {
  readonly status: number;
  readonly mediaType: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

const noStore = { 'cache-control': 'no-store' };

/** Data as JSON; caches store nothing about a client. */
export const jsonResponse = (value: unknown, status = 200): HttpResponse => ({
  status,
  mediaType: 'application/json',
  body: JSON.stringify(value),
  headers: noStore,
});

/** An error as problem details. */
export const errorResponse = (error: ApiError, requestId: string): HttpResponse => {
  const problem = problemOf(error, requestId);
  return {
    status: problem.status,
    mediaType: problemMediaType,
    body: JSON.stringify(problem),
    headers: {
      ...noStore,
      ...(error.retryAfterSeconds === undefined ? {} : { 'retry-after': String(error.retryAfterSeconds) }),
      ...(error.allow === undefined ? {} : { allow: error.allow }),
      ...(error.kind === 'unauthenticated' ? { 'www-authenticate': 'Bearer' } : {}),
    },
  };
};

/** A response with the ids of its request, which its log lines carry too. */
export const named = (response: HttpResponse, { requestId, traceId }: RequestContext): HttpResponse => ({
  ...response,
  headers: {
    'content-type': response.mediaType,
    'x-content-type-options': 'nosniff',
    [requestIdHeader.toLowerCase()]: requestId,
    ...(traceId === null ? {} : { [traceHeader.toLowerCase()]: traceId }),
    ...response.headers,
  },
});
