// Every error of the API as one problem, in this place alone.
import type { DecodeError } from '@credit-risk/io-ts-schema';
import { contractVersion } from '@credit-risk/loan-features';
import type { PredictionError } from '@credit-risk/prediction-client';
import {
  type Fault,
  type Problem,
  type ProblemKind,
  problemKinds,
  problemType,
} from '@credit-risk/scoring-contract';

/** An error of the API: the response's problem, and its cause for the operator. */
export interface ApiError {
  readonly kind: ProblemKind;
  readonly detail: string;
  readonly faults?: readonly Fault[];
  readonly retryAfterSeconds?: number;
  /** Methods that the path takes. */
  readonly allow?: string;
  /** For the operator's log, never for the caller. */
  readonly cause?: unknown;
}

const longestValue = 60;

const shown = (value: unknown): string => {
  const json = JSON.stringify(value) ?? '';
  return json.length <= longestValue ? json : `${json.slice(0, longestValue - 1)}…`;
};

/** The faults of a decoded value; `place` is the value's place in the request. */
export const faultsOf = (errors: readonly DecodeError[], place: string): readonly Fault[] =>
  errors.map(({ path, value, expectation }) => ({
    path: place === '$' ? path : path.replace('$', place),
    expectation,
    ...(value === undefined ? {} : { value: shown(value) }),
  }));

/** A malformed request, with its faults. */
export const malformed = (faults: readonly Fault[]): ApiError => ({
  kind: 'malformed-request',
  detail: `The request has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}: see errors.`,
  faults,
});

const leastPause = 1;
const dependencies = { 'feature-store': 'The Feature Store', endpoint: 'The endpoint', api: 'The API' };
const contactOperator = 'Contact the operator and quote `instance`.';

/** An internal error of the API. */
export const unexpected = (cause: unknown): ApiError => ({
  kind: 'internal-error',
  detail: `The API failed. ${contactOperator}`,
  cause,
});

/** The API's error for an error of the prediction client. */
export const apiErrorOf = (error: PredictionError): ApiError => {
  switch (error._tag) {
    case 'InvalidRequest':
      return malformed(error.faults);
    case 'UnknownClient':
      return { kind: 'unknown-client', detail: 'The client has no loan in the Feature Store.' };
    case 'ContractMismatch':
      return {
        kind: 'contract-version',
        detail: `This API has contract version ${contractVersion}; ${error.message}.`,
      };
    case 'Throttled':
      return {
        kind: 'too-many-requests',
        detail: 'Too many requests. Try again after the time in Retry-After.',
        retryAfterSeconds: Math.max(leastPause, error.retryAfterSeconds),
      };
    case 'NotReady':
      return {
        kind: 'not-ready',
        detail: `${dependencies[error.dependency]} is not ready. Try again after the time in Retry-After.`,
        retryAfterSeconds: Math.max(leastPause, error.retryAfterSeconds),
        cause: error.cause,
      };
    case 'ModelFailed':
      return { kind: 'model-failed', detail: `The model failed. ${contactOperator}`, cause: error.cause };
    case 'TooSlow':
      return {
        kind: 'too-slow',
        detail: `No response within ${error.milliseconds} ms. It is safe to try again.`,
      };
    case 'Failed':
      return unexpected(error.cause);
    case 'NotAuthorized':
    case 'Cancelled':
      return unexpected(error);
  }
};

/** The problem of a response. */
export const problemOf = ({ kind, detail, faults }: ApiError, requestId: string): Problem => ({
  type: problemType(kind),
  ...problemKinds[kind],
  detail,
  instance: `urn:credit-risk:request:${encodeURIComponent(requestId)}`,
  ...(faults === undefined ? {} : { errors: faults }),
});
