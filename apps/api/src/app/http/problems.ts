// Every way to fail as one problem, in this place alone.
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

/** A problem before it is answered. */
export interface Trouble {
  readonly kind: ProblemKind;
  readonly detail: string;
  readonly faults?: readonly Fault[];
  readonly retryAfterSeconds?: number;
  /** Methods that the path does have. */
  readonly allow?: string;
  /** What those who run the API have to know, and the caller has not. */
  readonly cause?: unknown;
}

const longestValue = 60;

const shown = (value: unknown): string => {
  const json = JSON.stringify(value) ?? '';
  return json.length <= longestValue ? json : `${json.slice(0, longestValue - 1)}…`;
};

/** Faults of something that was decoded; `place` is where it stood. */
export const faultsOf = (errors: readonly DecodeError[], place: string): readonly Fault[] =>
  errors.map(({ path, value, expectation }) => ({
    path: place === '$' ? path : path.replace('$', place),
    expectation,
    ...(value === undefined ? {} : { value: shown(value) }),
  }));

/** A request that is malformed in some places. */
export const malformed = (faults: readonly Fault[]): Trouble => ({
  kind: 'malformed-request',
  detail: `${faults.length === 1 ? 'There is a fault' : `There are ${faults.length} faults`} in the request: see errors.`,
  faults,
});

const leastPause = 1;
const dependencies = { 'feature-store': 'The Feature Store', endpoint: 'The endpoint', api: 'The API' };
const whoRunsIt = 'Ask whoever runs it, with the instance below.';

/** A failure of the API's own. */
export const unexpected = (cause: unknown): Trouble => ({
  kind: 'internal-error',
  detail: `The API failed. ${whoRunsIt}`,
  cause,
});

/** What a failed use of the predictions means over HTTP. */
export const troubleOf = (error: PredictionError): Trouble => {
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
        detail: 'The service is being asked too often. Ask again after the time in Retry-After.',
        retryAfterSeconds: Math.max(leastPause, error.retryAfterSeconds),
      };
    case 'NotReady':
      return {
        kind: 'not-ready',
        detail: `${dependencies[error.dependency]} is not ready. Ask again after the time in Retry-After.`,
        retryAfterSeconds: Math.max(leastPause, error.retryAfterSeconds),
        cause: error.cause,
      };
    case 'ModelFailed':
      return { kind: 'model-failed', detail: `The model could not answer. ${whoRunsIt}`, cause: error.cause };
    case 'TooSlow':
      return {
        kind: 'too-slow',
        detail: `There was no answer within ${error.milliseconds} ms. It is safe to ask again.`,
      };
    case 'Failed':
      return unexpected(error.cause);
    case 'NotAuthorized':
    case 'Cancelled':
      return unexpected(error);
  }
};

/** The problem as it is answered. */
export const problemOf = ({ kind, detail, faults }: Trouble, requestId: string): Problem => ({
  type: problemType(kind),
  ...problemKinds[kind],
  detail,
  instance: `urn:credit-risk:request:${encodeURIComponent(requestId)}`,
  ...(faults === undefined ? {} : { errors: faults }),
});
