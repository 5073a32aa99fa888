// From what the SDK throws to a tagged error.
import type { AwsError, AwsFailure } from './aws-error';

type Tag = AwsError['_tag'];

interface Thrown {
  readonly name: string;
  readonly message: string;
  readonly code: string | null;
  readonly status: number | null;
  readonly requestId: string | null;
  /** A network fault in the eyes of the SDK. */
  readonly isTransient: boolean;
}

const throttlingCodes = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'ModelNotReadyException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);
const networkCodes = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'NetworkingError',
  'RequestTimeout',
  'RequestTimeoutException',
  'TimeoutError',
]);
const notFoundCodes = new Set([
  'NoSuchBucket',
  'NoSuchKey',
  'NotFound',
  'ResourceNotFound',
  'ResourceNotFoundException',
]);
const alreadyExistsCodes = new Set([
  'BucketAlreadyOwnedByYou',
  'BucketAlreadyExists',
  'ResourceAlreadyExists',
]);
const conflictCodes = new Set([
  'ConditionalRequestConflict',
  'ConflictException',
  'PreconditionFailed',
  'ResourceInUse',
]);

// SageMaker distinguishes most errors by the text of a ValidationException (or, at its runtimes, a ValidationError).
const notFoundText =
  /^(Could not find |Requested resource not found|Resource Not Found|Endpoint \S+ of account \d+ not found)| does not exist\.?$/;
const alreadyExistsText = /already exist/i;
const conflictText = /^Cannot update in-progress |^The request was rejected because the .* is in status /;

const member = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

// An error of another realm (of Node itself, seen from a vm context) reaches us as the SDK's text about it.
const codeInText = (message: string): string | null => {
  if (!message.startsWith('AWS SDK error wrapper for ')) return null;
  if (message.includes('socket hang up')) return 'ECONNRESET';
  return message.split(/[^A-Z_]+/).find((word) => networkCodes.has(word)) ?? null;
};

const read = (cause: unknown): Thrown => {
  const metadata = member(cause, '$metadata');
  const message = textOf(member(cause, 'message')) ?? textOf(member(cause, 'Message')) ?? String(cause);
  return {
    name: textOf(member(cause, 'name')) ?? 'Error',
    message,
    code: textOf(member(cause, 'code')) ?? codeInText(message),
    status: numberOf(member(metadata, 'httpStatusCode')),
    requestId: textOf(member(metadata, 'requestId')),
    isTransient: member(member(cause, '$retryable'), 'throttling') === false,
  };
};

const among = (codes: ReadonlySet<string>, { name, code }: Thrown): boolean =>
  codes.has(name) || (code !== null && codes.has(code));

const isUnavailable = (thrown: Thrown): boolean =>
  (thrown.status ?? 0) >= 500 ||
  thrown.isTransient ||
  (thrown.status === null && among(networkCodes, thrown));

const isValidation = ({ name }: Thrown): boolean =>
  name === 'ValidationException' || name === 'ValidationError';

const byText = ({ message }: Thrown): Tag => {
  if (alreadyExistsText.test(message)) return 'AlreadyExists';
  if (notFoundText.test(message)) return 'NotFound';
  return conflictText.test(message) ? 'Conflict' : 'Rejected';
};

const byCode = (thrown: Thrown): Tag => {
  if (among(alreadyExistsCodes, thrown)) return 'AlreadyExists';
  if (among(notFoundCodes, thrown) || thrown.status === 404) return 'NotFound';
  if (among(conflictCodes, thrown) || thrown.status === 409 || thrown.status === 412) {
    return alreadyExistsText.test(thrown.message) ? 'AlreadyExists' : 'Conflict';
  }
  return isValidation(thrown) ? byText(thrown) : 'Rejected';
};

const tagOf = (thrown: Thrown): Tag => {
  if (thrown.name === 'AbortError') return 'Cancelled';
  if (among(throttlingCodes, thrown) || thrown.status === 429) return 'Throttled';
  return isUnavailable(thrown) ? 'Unavailable' : byCode(thrown);
};

/**
 * The tagged error of what a call threw: an exception of the SDK or one of its shape (`name`, `message`, `$metadata`), or one of
 * Node's (`code`).
 *
 * @example
 * toAwsError('GetRecord')(thrown); // { _tag: 'Throttled', operation: 'GetRecord', code: 'ThrottlingException', … }
 */
export const toAwsError =
  (operation: string) =>
  (cause: unknown): AwsError => {
    const thrown = read(cause);
    const failure: AwsFailure = {
      operation,
      code: thrown.status === null ? (thrown.code ?? thrown.name) : thrown.name,
      message: thrown.message,
      requestId: thrown.requestId,
      cause,
    };
    return { _tag: tagOf(thrown), ...failure };
  };
