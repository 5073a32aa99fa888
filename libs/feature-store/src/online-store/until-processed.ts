// Batch calls, repeated for the records that were left unprocessed.
import { type AwsError, isRetryable, type Patience, retryingWhile } from '@credit-risk/aws-effects';
import type { ClientId } from '@credit-risk/loan-features';
import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import type { RecordError } from './online-store';

/** How to wait for the store, and a callback for when it throttles. */
export interface StorePatience extends Patience {
  readonly onThrottled?: () => void;
}

/** The records of a batch that a call did not process. */
export interface Remainder {
  readonly errors: readonly RecordError[];
  readonly unprocessed: readonly ClientId[];
}

interface LeftOver {
  readonly _tag: 'LeftOver';
  readonly errors: readonly RecordError[];
}

const transientCode =
  /Throttl|TooManyRequests|RequestLimit|ServiceUnavailable|InternalFailure|InternalServer/i;
const isTransient = ({ code }: RecordError): boolean => transientCode.test(code);

const leftUnprocessed = (clientId: ClientId): RecordError => ({
  clientId,
  code: 'Unprocessed',
  message: 'every call left it unprocessed',
});

const isThrottling = (error: AwsError | LeftOver): boolean =>
  error._tag === 'Throttled' || error._tag === 'LeftOver';

/**
 * Calls with all clients, then with those that were left unprocessed or met a transient error, until none is left or
 * patience ends. Returns the errors that remain.
 */
export const untilProcessed =
  <R extends Remainder>(
    patience: StorePatience,
    call: (clientIds: readonly ClientId[]) => TE.TaskEither<AwsError, R>,
    onResponse: (response: R) => void = () => undefined,
  ) =>
  (clientIds: readonly ClientId[]): TE.TaskEither<AwsError, readonly RecordError[]> =>
  async () => {
    const failed: RecordError[] = [];
    let wanted = clientIds;
    const step: TE.TaskEither<AwsError | LeftOver, void> = async () => {
      const response = await call(wanted)();
      if (E.isLeft(response)) return response;
      onResponse(response.right);
      const { errors, unprocessed } = response.right;
      failed.push(...errors.filter((error) => !isTransient(error)));
      const again = [...errors.filter(isTransient), ...unprocessed.map(leftUnprocessed)];
      if (again.length === 0) return E.right(undefined);
      wanted = again.map(({ clientId }) => clientId);
      return E.left({ _tag: 'LeftOver', errors: again });
    };
    const done = await retryingWhile<AwsError | LeftOver>(patience, {
      mayPass: (error) => error._tag === 'LeftOver' || isRetryable(error),
      onRetry: (error) => (isThrottling(error) ? patience.onThrottled?.() : undefined),
    })(step)();
    if (E.isRight(done)) return E.right(failed);
    return done.left._tag === 'LeftOver' ? E.right([...failed, ...done.left.errors]) : E.left(done.left);
  };
