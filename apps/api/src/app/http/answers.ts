// From results to answers.
import { problemMediaType, requestIdHeader, traceHeader } from '@credit-risk/scoring-contract';
import type { RequestContext } from './platform';
import { problemOf, type Trouble } from './problems';

/** What a route answers. */
export interface Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

const noStore = { 'cache-control': 'no-store' };

/** Data as JSON; nothing about a client is stored on the way. */
export const jsonAnswer = (value: unknown, status = 200): Answer => ({
  status,
  mediaType: 'application/json',
  body: JSON.stringify(value),
  headers: noStore,
});

/** A problem. */
export const troubleAnswer = (trouble: Trouble, requestId: string): Answer => {
  const problem = problemOf(trouble, requestId);
  return {
    status: problem.status,
    mediaType: problemMediaType,
    body: JSON.stringify(problem),
    headers: {
      ...noStore,
      ...(trouble.retryAfterSeconds === undefined
        ? {}
        : { 'retry-after': String(trouble.retryAfterSeconds) }),
      ...(trouble.allow === undefined ? {} : { allow: trouble.allow }),
      ...(trouble.kind === 'unauthenticated' ? { 'www-authenticate': 'Bearer' } : {}),
    },
  };
};

/** An answer with the names of its request, by which its log lines are found. */
export const named = (answer: Answer, { requestId, traceId }: RequestContext): Answer => ({
  ...answer,
  headers: {
    'content-type': answer.mediaType,
    'x-content-type-options': 'nosniff',
    [requestIdHeader.toLowerCase()]: requestId,
    ...(traceId === null ? {} : { [traceHeader.toLowerCase()]: traceId }),
    ...answer.headers,
  },
});
