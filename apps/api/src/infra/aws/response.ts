// Reads responses of AWS: JSON of a codec, or a failure in the shape of the SDK's exceptions.
import type { AwsError } from '@credit-risk/aws-effects';
import {
  type Codec,
  decode,
  type DecodeError,
  isObject,
  nullable,
  optional,
  type Optional,
} from '@credit-risk/io-ts-schema';
import * as E from 'fp-ts/Either';
import { flow, pipe } from 'fp-ts/function';
import type { IncomingHttpHeaders } from 'node:http';
import type { TextResponse } from '../node-http/exchange';

const parsed = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
};

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

// `aws.protocols#ThrottlingException:http://internal…` is a ThrottlingException.
const bare = (code: string): string => code.replace(/:.*$/, '').replace(/^.*#/, '');

const requestIdOf = (headers: IncomingHttpHeaders): string | undefined =>
  textOf(headers['x-amzn-requestid']) ?? textOf(headers['x-amz-request-id']);

/** The failure. Further members of the body, such as the message of a model, become members of it. */
export const failureOf = ({ status, headers, text }: TextResponse): Error => {
  const body = parsed(text);
  const code = textOf(headers['x-amzn-errortype']) ?? textOf(body['__type']) ?? textOf(body['code']);
  const message = textOf(body['message']) ?? textOf(body['Message']) ?? `status ${status}`;
  return Object.assign(new Error(message), body, {
    message,
    name: code === undefined ? 'UnknownError' : bare(code),
    $metadata: { httpStatusCode: status, requestId: requestIdOf(headers) },
  });
};

// Never with the values: they are a client's.
const malformed =
  (operation: string) =>
  (faults: readonly string[]): AwsError => ({
    _tag: 'Rejected',
    operation,
    code: 'MalformedResponse',
    message: `the response is not as the service model describes it: ${faults.join('; ')}`,
    requestId: null,
    cause: faults,
  });

const faultsOf = (errors: readonly DecodeError[]): readonly string[] =>
  errors.map(({ path, expectation }) => `${path}: expected ${expectation}`);

/** A member that may be absent; some services send null instead. */
export const absentOr = <A>(codec: Codec<A>): Optional<Codec<A | null>> => optional(nullable(codec));

/** Reads the responses of an operation. */
export const readResponse = <A>(operation: string, codec: Codec<A>) => {
  const decoded = flow(decode(codec), E.mapLeft(faultsOf));
  const fail = malformed(operation);
  return ({ text }: TextResponse): E.Either<AwsError, A> =>
    pipe(
      E.tryCatch(
        (): unknown => JSON.parse(text),
        (): readonly string[] => ['it is not JSON'],
      ),
      E.flatMap(decoded),
      E.mapLeft(fail),
    );
};
