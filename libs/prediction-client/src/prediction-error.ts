// Why a prediction failed, as a tagged union: the same over HTTP and from SageMaker.
import type { Fault } from '@credit-risk/scoring-contract';

/** A service that a prediction depends on. */
export type Dependency = 'feature-store' | 'endpoint' | 'api';

/** The request is malformed, with every fault. Not retryable. */
export interface InvalidRequest {
  readonly _tag: 'InvalidRequest';
  readonly faults: readonly Fault[];
}

/** The access token is missing or not valid, or lacks the scope. Not retryable. */
export interface NotAuthorized {
  readonly _tag: 'NotAuthorized';
  readonly reason: 'unauthenticated' | 'forbidden';
  readonly message: string;
}

/** The client has no loan in the Feature Store. Not retryable. */
export interface UnknownClient {
  readonly _tag: 'UnknownClient';
  readonly clientId: string;
}

/** Caller, store or model were made for different meanings of the features. Not retryable. */
export interface ContractMismatch {
  readonly _tag: 'ContractMismatch';
  readonly message: string;
}

/** Too many calls during the whole time. Retryable after a pause. */
export interface Throttled {
  readonly _tag: 'Throttled';
  /** 0 if the service asked for no pause. */
  readonly retryAfterSeconds: number;
}

/** A dependency is not there, not ready or does not respond. Retryable after a pause. */
export interface NotReady {
  readonly _tag: 'NotReady';
  readonly dependency: Dependency;
  /** 0 if the service asked for no pause. */
  readonly retryAfterSeconds: number;
  readonly cause: unknown;
}

/** The model failed. Not retryable. */
export interface ModelFailed {
  readonly _tag: 'ModelFailed';
  readonly cause: unknown;
}

/** No response within the time for the whole call. Retryable. */
export interface TooSlow {
  readonly _tag: 'TooSlow';
  readonly milliseconds: number;
}

/** The caller's signal ended the call. */
export interface Cancelled {
  readonly _tag: 'Cancelled';
}

/** The call was refused (permissions, settings), or the response is not as the contract says. Not retryable. */
export interface Failed {
  readonly _tag: 'Failed';
  readonly message: string;
  readonly cause: unknown;
}

/** Why a prediction failed. */
export type PredictionError =
  | InvalidRequest
  | NotAuthorized
  | UnknownClient
  | ContractMismatch
  | Throttled
  | NotReady
  | ModelFailed
  | TooSlow
  | Cancelled
  | Failed;

/** Whether the same call may succeed later. */
export const isRetryable = ({ _tag }: PredictionError): boolean =>
  _tag === 'Throttled' || _tag === 'NotReady' || _tag === 'TooSlow';

const names: Readonly<Record<Dependency, string>> = {
  'feature-store': 'the Feature Store',
  endpoint: 'the endpoint',
  api: 'the scoring API',
};

const later = (seconds: number): string => (seconds === 0 ? 'later' : `after ${seconds} s`);

/**
 * The error as one sentence, without a client's id or a feature's value.
 *
 * @example
 * renderPredictionError({ _tag: 'TooSlow', milliseconds: 3000 }); // 'no response within 3000 ms'
 */
export const renderPredictionError = (error: PredictionError): string => {
  switch (error._tag) {
    case 'InvalidRequest':
      return `the request is malformed: ${error.faults.map(({ path, expectation }) => `${path}: expected ${expectation}`).join('; ')}`;
    case 'NotAuthorized':
      return `the call is not authorized: ${error.message}`;
    case 'UnknownClient':
      return 'the client has no loan in the Feature Store';
    case 'ContractMismatch':
      return `the feature contracts differ: ${error.message}`;
    case 'Throttled':
      return `too many calls: try again ${later(error.retryAfterSeconds)}`;
    case 'NotReady':
      return `${names[error.dependency]} is not ready: try again ${later(error.retryAfterSeconds)}`;
    case 'ModelFailed':
      return 'the model failed';
    case 'TooSlow':
      return `no response within ${error.milliseconds} ms`;
    case 'Cancelled':
      return 'the call was cancelled';
    case 'Failed':
      return error.message;
  }
};
