// Trying again for longer than the SDK does.
import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';
import type * as TE from 'fp-ts/TaskEither';
import { defaultRetryStatus, type RetryStatus } from 'retry-ts';
import { type AwsError, isRetryable } from './aws-error';
import { jittered, nextTry } from './backoff';
import type { Patience } from './patience';

/** Which errors may pass, and what to call for each that is survived. */
export interface Retry<E> {
  readonly mayPass: (error: E) => boolean;
  readonly onRetry?: (error: E) => void;
}

/**
 * Runs an effect again while it fails with an error that may pass, for `surviveErrorsFor` from the try that
 * failed first; then its last error. For effects that may safely be repeated.
 *
 * @example
 * pipe(removeFolder, retryingWhile(patience, { mayPass: (error) => error._tag === 'LeftOver' }));
 */
export const retryingWhile =
  <E>(patience: Patience, { mayPass, onRetry }: Retry<E>) =>
  <A>(effect: TE.TaskEither<E, A>): TE.TaskEither<E, A> =>
  async () => {
    const { clock, policy, random, signal, surviveErrorsFor } = patience;
    let retry: RetryStatus = defaultRetryStatus;
    let failingSince: number | null = null;
    for (;;) {
      const triedAt = clock.now();
      const result: E.Either<E, A> = await effect();
      if (E.isRight(result) || !mayPass(result.left) || signal?.aborted === true) return result;
      failingSince ??= triedAt;
      const next = nextTry(policy, retry);
      const left = surviveErrorsFor - (clock.now() - failingSince);
      if (O.isNone(next) || left <= 0) return result;
      onRetry?.(result.left);
      await clock.sleep(Math.min(jittered(next.value.delay, random)(), left), signal)();
      retry = next.value;
    }
  };

/**
 * Runs a call again while its error is retryable; see `retryingWhile`.
 *
 * @example
 * pipe(send(client, new DescribeModelCommand({ ModelName: 'm' })), retrying(patience));
 */
export const retrying = (
  patience: Patience,
  onRetry: (error: AwsError) => void = () => undefined,
): (<A>(call: TE.TaskEither<AwsError, A>) => TE.TaskEither<AwsError, A>) =>
  retryingWhile<AwsError>(patience, { mayPass: isRetryable, onRetry });
