// What can go wrong with an AWS call, as a tagged union.

/** The properties of every failed call. */
export interface AwsFailure {
  /** The operation: `CreateModel`. */
  readonly operation: string;
  /** The service's code, or the name of what was thrown: `ThrottlingException`, `ECONNREFUSED`. */
  readonly code: string;
  readonly message: string;
  /** For AWS support; null without a response. */
  readonly requestId: string | null;
  readonly cause: unknown;
}

/** Too many calls, or a limit of requests in flight. Retryable. */
export interface Throttled extends AwsFailure {
  readonly _tag: 'Throttled';
}

/** The resource does not exist. */
export interface NotFound extends AwsFailure {
  readonly _tag: 'NotFound';
}

/** A resource of this name exists. */
export interface AlreadyExists extends AwsFailure {
  readonly _tag: 'AlreadyExists';
}

/** The resource is in a state that does not allow the call: in use, updating, or newer than the caller knows. */
export interface Conflict extends AwsFailure {
  readonly _tag: 'Conflict';
}

/** The call itself is wrong: a constraint, a permission, a quota, missing credentials. */
export interface Rejected extends AwsFailure {
  readonly _tag: 'Rejected';
}

/** No response, or a status of 500 and above. Retryable. */
export interface Unavailable extends AwsFailure {
  readonly _tag: 'Unavailable';
}

/** The caller's signal ended the call; whether it took effect is not known. */
export interface Cancelled extends AwsFailure {
  readonly _tag: 'Cancelled';
}

/** What can go wrong with an AWS call. */
export type AwsError = Throttled | NotFound | AlreadyExists | Conflict | Rejected | Unavailable | Cancelled;

/** Whether the same call may succeed later. */
export const isRetryable = (error: AwsError): boolean =>
  error._tag === 'Throttled' || error._tag === 'Unavailable';

/**
 * The error as one sentence.
 *
 * @example
 * renderAwsError(rejected); // 'CreateModel was rejected: ValidationException: … (request 1f2e)'
 */
export const renderAwsError = ({ _tag, operation, code, message, requestId }: AwsError): string => {
  const request = requestId === null ? '' : ` (request ${requestId})`;
  return `${operation} ${verdicts[_tag]}: ${code}: ${message}${request}`;
};

const verdicts: Readonly<Record<AwsError['_tag'], string>> = {
  Throttled: 'was throttled',
  NotFound: 'found nothing',
  AlreadyExists: 'found the name taken',
  Conflict: 'met a conflict',
  Rejected: 'was rejected',
  Unavailable: 'got no response',
  Cancelled: 'was cancelled',
};
