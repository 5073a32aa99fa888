// From a request to the bytes of its response.
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { usesJsonProtocol, type OperationName } from '../service-model/shapes';
import { unknownOperation, validationError, type ApiError } from './api-errors';
import type { Operation } from './operation';
import { jsonBody, restInput, restResponse, type HttpRequest } from './rest-json';
import type { Route } from './routing';

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** The error's code, for the access log. */
  readonly code?: string;
}

const JSON_1_1 = 'application/x-amz-json-1.1';
// The errors that the model declares have `Message`, the others `message`: SDKs look for the one or the other.
const declared = new Set(['ResourceInUse', 'ResourceLimitExceeded', 'ResourceNotFound', 'ConflictException']);

const jsonError = ({ status, code, message }: ApiError): HttpResponse => ({
  status,
  headers: { 'content-type': JSON_1_1 },
  body: JSON.stringify({ __type: code, [declared.has(code) ? 'Message' : 'message']: message }),
  code,
});

const restError = ({ status, code, message, members }: ApiError): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
  body: JSON.stringify({ Message: message, ...members }),
  code,
});

const errorResponse = (isJson: boolean, error: ApiError): HttpResponse =>
  isJson ? jsonError(error) : restError(error);

const success = (name: OperationName, isJson: boolean, output: unknown): HttpResponse =>
  isJson
    ? { status: 200, headers: { 'content-type': JSON_1_1 }, body: JSON.stringify(output) }
    : { status: 200, ...restResponse(name, output) };

const notImplemented = (service: string, operation: string): ApiError =>
  unknownOperation(`This stand-in for SageMaker does not have the operation ${operation} of ${service}.`);

const inputOf = (name: OperationName, isJson: boolean, request: HttpRequest): E.Either<ApiError, unknown> =>
  isJson
    ? jsonBody(request.body)
    : pipe(
        restInput(name, request),
        E.mapLeft(({ message }) => validationError(message)),
      );

/** Responds to routed requests with a table of operations. */
export const responding = (operations: readonly Operation[]) => {
  const byName = new Map(operations.map((operation) => [operation.name, operation] as const));
  return async (route: Route, request: HttpRequest): Promise<HttpResponse> => {
    if (route._tag === 'Unknown')
      return errorResponse(
        request.headers['x-amz-target'] !== undefined,
        unknownOperation(`This stand-in for SageMaker has no operation for ${route.target}.`),
      );
    if (route._tag === 'NotImplemented')
      return errorResponse(route.service === 'sagemaker', notImplemented(route.service, route.operation));
    const name = route.operation;
    const isJson = usesJsonProtocol(name);
    const operation = byName.get(name);
    const outcome = await pipe(
      TE.fromEither(inputOf(name, isJson, request)),
      TE.chain((input) =>
        operation === undefined ? TE.left(notImplemented(route.service, name)) : operation.run(input),
      ),
    )();
    return E.isRight(outcome) ? success(name, isJson, outcome.right) : errorResponse(isJson, outcome.left);
  };
};
