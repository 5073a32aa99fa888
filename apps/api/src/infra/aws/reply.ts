// What AWS answers over HTTP: JSON of a codec, or a failure in the shape of the SDK's exceptions.
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
import type { Reply } from '../exchange';

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

/** The failure. What else the service tells of it, as a model's own words, are members of it. */
export const failureOf = ({ status, headers, text }: Reply): Error => {
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
    code: 'MalformedAnswer',
    message: `the answer is not what the service describes: ${faults.join('; ')}`,
    requestId: null,
    cause: faults,
  });

const faultsOf = (errors: readonly DecodeError[]): readonly string[] =>
  errors.map(({ path, expectation }) => `${path}: expected ${expectation}`);

/** A member that may not be there: some services say so by null. */
export const absentOr = <A>(codec: Codec<A>): Optional<Codec<A | null>> => optional(nullable(codec));

/** Reads the answers to an operation. */
export const readReply = <A>(operation: string, codec: Codec<A>) => {
  const decoded = flow(decode(codec), E.mapLeft(faultsOf));
  const fail = malformed(operation);
  return ({ text }: Reply): E.Either<AwsError, A> =>
    pipe(
      E.tryCatch(
        (): unknown => JSON.parse(text),
        (): readonly string[] => ['it is no JSON'],
      ),
      E.flatMap(decoded),
      E.mapLeft(fail),
    );
};
