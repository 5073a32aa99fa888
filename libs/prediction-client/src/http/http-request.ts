// One request of the API, tried again where that is safe and worth it.
import { retryingWhile } from '@credit-risk/aws-effects';
import { contractVersion } from '@credit-risk/loan-features';
import { contractVersionHeader } from '@credit-risk/scoring-contract';
import type * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { isRetryable, type PredictionError } from '../prediction-error';
import type { TimeBudget } from '../time-budget';
import type { HttpResponse } from './http-response';

/** As much of `fetch` as is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A request of the contract. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: unknown;
}

/** The API to call, and the access token for it. */
export interface HttpTarget {
  readonly baseUrl: string;
  readonly fetch: Fetch;
  /** An access token; asked for before each try, so that it may be renewed. */
  readonly token: (() => Promise<string>) | null;
}

const headersOf = async ({ token }: HttpTarget, { body }: HttpRequest): Promise<Record<string, string>> => ({
  accept: 'application/json, application/problem+json',
  [contractVersionHeader]: contractVersion,
  ...(body === null ? {} : { 'content-type': 'application/json' }),
  ...(token === null ? {} : { authorization: `Bearer ${await token()}` }),
});

const secondsOf = (retryAfter: string | null): number | null =>
  retryAfter !== null && /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) : null;

const exchange = async (
  target: HttpTarget,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<HttpResponse> => {
  const { method, path, body } = request;
  const response = await target.fetch(`${target.baseUrl.replace(/\/+$/, '')}${path}`, {
    method,
    headers: await headersOf(target, request),
    signal,
    ...(body === null ? {} : { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    mediaType: (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
    retryAfter: secondsOf(response.headers.get('retry-after')),
    text: await response.text(),
  };
};

const unreachable =
  ({ signal, ended }: TimeBudget) =>
  (cause: unknown): PredictionError =>
    signal.aborted ? ended() : { _tag: 'NotReady', dependency: 'api', retryAfterSeconds: 0, cause };

const millisecondsPerSecond = 1000;

const pauseOf = (error: PredictionError): number =>
  'retryAfterSeconds' in error ? error.retryAfterSeconds * millisecondsPerSecond : 0;

const isWorthAnotherTry =
  ({ left, signal }: TimeBudget) =>
  (error: PredictionError): boolean =>
    isRetryable(error) && !signal.aborted && pauseOf(error) < left();

/**
 * Sends the request and reads its response. Every request of the API only reads, so each may be sent again: after the
 * pause that the API asks for and a jittered one, while there is time.
 */
export const request = <A>(
  target: HttpTarget,
  what: HttpRequest,
  budget: TimeBudget,
  read: (response: HttpResponse) => E.Either<PredictionError, A>,
): TE.TaskEither<PredictionError, A> => {
  const mayPass = isWorthAnotherTry(budget);
  const { clock, ...patience } = budget.patience();
  const pause = (error: PredictionError): TE.TaskEither<PredictionError, A> =>
    pipe(
      TE.fromTask(clock.sleep(mayPass(error) ? pauseOf(error) : 0, budget.signal)),
      TE.flatMap(() => TE.left(error)),
    );
  return pipe(
    TE.tryCatch(() => exchange(target, what, budget.signal), unreachable(budget)),
    TE.flatMapEither(read),
    TE.orElse(pause),
    retryingWhile<PredictionError>({ ...patience, clock }, { mayPass }),
  );
};
