// What an answer of the API means: what was asked for, or a tagged error.
import { type Codec, decode, type DecodeError, isObject } from '@credit-risk/io-ts-schema';
import { Problem, type ProblemKind, problemKindOf, problemMediaType } from '@credit-risk/scoring-contract';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import type { Failed, PredictionError } from '../prediction-error';

/** An answer, read to its end. */
export interface HttpAnswer {
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
    (cause) => failed('the scoring API answered something that is no JSON', cause),
  );

// Places and expectations alone: a value may be a client's.
const misread = (errors: readonly DecodeError[]): PredictionError => {
  const places = errors.map(({ path, expectation }) => `${path}: expected ${expectation}`);
  return failed(`the scoring API answered something else than its contract says: ${places.join('; ')}`, null);
};

const byStatus: Readonly<Record<number, ProblemKind>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  413: 'too-large',
  429: 'too-many-requests',
  503: 'not-ready',
  504: 'too-slow',
};

interface Told {
  readonly kind: ProblemKind | null;
  readonly detail: string;
  readonly errors: NonNullable<Problem['errors']>;
}

// API Gateway answers some problems itself, as {"message": "..."}: those are told apart by their status.
const told = ({ status, mediaType, text }: HttpAnswer): Told => {
  const json = E.getOrElse((): unknown => null)(parsed(text));
  const problem = mediaType === problemMediaType ? decode(Problem)(json) : E.left([]);
  if (E.isRight(problem)) {
    const { type, detail, errors = [] } = problem.right;
    return { kind: problemKindOf(type), detail, errors };
  }
  const message = isObject(json) ? json['message'] : undefined;
  const detail = typeof message === 'string' ? message : `the scoring API answered with status ${status}`;
  return { kind: byStatus[status] ?? null, detail, errors: [] };
};

const errorOf = (answer: HttpAnswer, clientId: string | null): PredictionError => {
  const { kind, detail, errors } = told(answer);
  const retryAfterSeconds = answer.retryAfter ?? 0;
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

/** Reads an answer that should be of the codec; `clientId` is whom it was asked about. */
export const readAnswer =
  <A>(codec: Codec<A>, clientId: string | null) =>
  (answer: HttpAnswer): E.Either<PredictionError, A> =>
    answer.status === ok
      ? pipe(
          parsed(answer.text),
          E.flatMap((json) => pipe(decode(codec)(json), E.mapLeft(misread))),
        )
      : E.left(errorOf(answer, clientId));
