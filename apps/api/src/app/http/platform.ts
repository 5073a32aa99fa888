// What the API asks of whatever runs it: Lambda behind API Gateway, or a plain server.
import type * as TE from 'fp-ts/TaskEither';
import type { Caller } from '../../caller';
import type { Trouble } from './problems';

/** What is known of one request beside itself. */
export interface RequestContext {
  readonly requestId: string;
  readonly traceId: string | null;
  /** Who asks, as far as the authorizer knows. */
  readonly identify: TE.TaskEither<Trouble, Caller>;
  /** Milliseconds until the platform ends the request. */
  readonly millisecondsLeft: () => number;
}

/** Whoever asks is not known. */
export const unauthenticated: Trouble = {
  kind: 'unauthenticated',
  detail: 'There is no valid proof of who asks. Ask with a token of the issuer, or sign the request.',
};
