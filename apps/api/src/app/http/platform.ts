// What the platform provides for each request: Lambda behind API Gateway, or a plain server.
import type * as TE from 'fp-ts/TaskEither';
import type { Caller } from '../../domain/caller';
import type { ApiError } from './problems';

/** The platform's facts about one request. */
export interface RequestContext {
  readonly requestId: string;
  readonly traceId: string | null;
  /** The caller that the authorizer knows. */
  readonly identify: TE.TaskEither<ApiError, Caller>;
  /** Milliseconds until the platform ends the request. */
  readonly millisecondsLeft: () => number;
}

/** The request has no known caller. */
export const unauthenticated: ApiError = {
  kind: 'unauthenticated',
  detail:
    'The request carries no valid credentials. Send an access token from the configured issuer, or sign the request.',
};
