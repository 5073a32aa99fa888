// From a request to the bytes of its answer.
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { Cloud, Operation } from '../operation/operation';
import { modelOf, type OperationName } from '../service-model/shapes';
import { jsonBody, restAnswer, restInput, type RawRequest } from './rest-json';
import type { Route } from './routing';
import { unknownOperation, validationError, type ServiceFault } from './service-faults';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** For the access log. */
  readonly operation: string;
  /** The error's code, for the access log. */
  readonly code?: string;
}

const JSON_1_1 = 'application/x-amz-json-1.1';
// The errors that the model declares have `Message`, the others `message`: SDKs look for the one or the other.
const declared = new Set(['ResourceInUse', 'ResourceLimitExceeded', 'ResourceNotFound', 'ConflictException']);

const jsonFault = (fault: ServiceFault): Omit<Answer, 'operation'> => ({
  status: fault.status,
  headers: { 'content-type': JSON_1_1 },
  body: JSON.stringify({
    __type: fault.code,
    [declared.has(fault.code) ? 'Message' : 'message']: fault.message,
  }),
  code: fault.code,
});

const restFault = (fault: ServiceFault): Omit<Answer, 'operation'> => ({
  status: fault.status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': fault.code },
  body: JSON.stringify({ Message: fault.message, ...fault.members }),
  code: fault.code,
});

const refused = (route: Exclude<Route, { readonly _tag: 'Implemented' }>): ServiceFault =>
  unknownOperation(
    route._tag === 'NotImplemented'
      ? `This stand-in for SageMaker does not have the operation ${route.operation} of ${route.service}.`
      : `This stand-in for SageMaker knows no operation for ${route.asked}.`,
  );

const answered = (name: OperationName, isJson: boolean, output: unknown): Answer => {
  if (isJson)
    return {
      status: 200,
      headers: { 'content-type': JSON_1_1 },
      body: JSON.stringify(output),
      operation: name,
    };
  return { status: 200, ...restAnswer(name, output), operation: name };
};

/** Answers requests with a table of operations. */
export const answering = (operations: readonly Operation[]) => {
  const byName = new Map(operations.map((operation) => [operation.name, operation] as const));
  const run = async (cloud: Cloud, name: OperationName, request: RawRequest): Promise<Answer> => {
    const isJson = modelOf(name)?.protocol === 'json';
    const operation = byName.get(name);
    const outcome = await pipe(
      TE.fromEither(
        isJson
          ? jsonBody(request.body)
          : pipe(
              restInput(name, request),
              E.mapLeft(({ message }) => validationError(message)),
            ),
      ),
      TE.chain((input) =>
        operation === undefined
          ? TE.left(refused({ _tag: 'NotImplemented', service: 'sagemaker', operation: name }))
          : operation.run(cloud, input),
      ),
    )();
    if (E.isRight(outcome)) return answered(name, isJson, outcome.right);
    return { ...(isJson ? jsonFault : restFault)(outcome.left), operation: name };
  };
  return (cloud: Cloud, route: Route, request: RawRequest): Promise<Answer> => {
    if (route._tag === 'Implemented') return run(cloud, route.operation, request);
    const operation = route._tag === 'NotImplemented' ? route.operation : 'unknown';
    const asJson =
      route._tag === 'NotImplemented'
        ? route.service === 'sagemaker'
        : request.headers['x-amz-target'] !== undefined;
    return Promise.resolve({ ...(asJson ? jsonFault : restFault)(refused(route)), operation });
  };
};
