// Reads a response of the API: the value of the contract, or a tagged error.
import { type Codec, decode, type DecodeError, isObject } from '@credit-risk/io-ts-schema';
import { Problem, type ProblemKind, problemKindOf, problemMediaType } from '@credit-risk/scoring-contract';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import type { Failed, PredictionError } from '../prediction-error';

/** A response, read to its end. */
export interface HttpResponse {
  readonly status: number;
  readonly mediaType: string;
  /** Seconds of the header `Retry-After`, if there is one. */
  readonly retryAfter: number | null;
  readonly text: string;
}

const failed = (message: string, cause: unknown): Failed => ({ _tag: 'Failed', message, cause });

const parsed = (text: string): E.Either<PredictionError, unknown> =>
  E.tryCatch(
    (): unknown => JSON.parse(text),
    (cause) => failed('the response of the scoring API is not JSON', cause),
  );

// Places and expectations alone: a value may be a client's.
const misread = (errors: readonly DecodeError[]): PredictionError => {
  const places = errors.map(({ path, expectation }) => `${path}: expected ${expectation}`);
  return failed(`the response of the scoring API breaks its contract: ${places.join('; ')}`, null);
};

const byStatus: Readonly<Record<number, ProblemKind>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  413: 'too-large',
  429: 'too-many-requests',
  503: 'not-ready',
  504: 'too-slow',
};

interface ReportedProblem {
  readonly kind: ProblemKind | null;
  readonly detail: string;
  readonly errors: NonNullable<Problem['errors']>;
}

// API Gateway reports some problems itself, as {"message": "..."}: their status tells them apart.
const reportedProblem = ({ status, mediaType, text }: HttpResponse): ReportedProblem => {
  const json = E.getOrElse((): unknown => null)(parsed(text));
  const problem = mediaType === problemMediaType ? decode(Problem)(json) : E.left([]);
  if (E.isRight(problem)) {
    const { type, detail, errors = [] } = problem.right;
    return { kind: problemKindOf(type), detail, errors };
  }
  const message = isObject(json) ? json['message'] : undefined;
  const detail = typeof message === 'string' ? message : `the scoring API responded with status ${status}`;
  return { kind: byStatus[status] ?? null, detail, errors: [] };
};

const errorOf = (response: HttpResponse, clientId: string | null): PredictionError => {
  const { kind, detail, errors } = reportedProblem(response);
  const retryAfterSeconds = response.retryAfter ?? 0;
  switch (kind) {
    case 'malformed-request':
      return { _tag: 'InvalidRequest', faults: errors };
    case 'unauthenticated':
    case 'forbidden':
      return { _tag: 'NotAuthorized', reason: kind, message: detail };
    case 'unknown-client':
      return { _tag: 'UnknownClient', clientId: clientId ?? '' };
    case 'contract-version':
      return { _tag: 'ContractMismatch', message: detail };
    case 'too-many-requests':
      return { _tag: 'Throttled', retryAfterSeconds };
    case 'not-ready':
    case 'too-slow':
      return { _tag: 'NotReady', dependency: 'api', retryAfterSeconds, cause: detail };
    case 'model-failed':
      return { _tag: 'ModelFailed', cause: detail };
    default:
      return failed(detail, null);
  }
};

const ok = 200;

/** Reads a response that the codec describes; `clientId` is the client that the request was about. */
export const readResponse =
  <A>(codec: Codec<A>, clientId: string | null) =>
  (response: HttpResponse): E.Either<PredictionError, A> =>
    response.status === ok
      ? pipe(
          parsed(response.text),
          E.flatMap((json) => pipe(decode(codec)(json), E.mapLeft(misread))),
        )
      : E.left(errorOf(response, clientId));
