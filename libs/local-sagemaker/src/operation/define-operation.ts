// How an operation is defined: its name, and what it does with a request that the service model allows.
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import {
  constraintText,
  serializationException,
  validationError,
  validationException,
  type ApiError,
} from '../protocol/api-errors';
import type { Operation } from '../protocol/operation';
import type { Operations } from '../service-model/operations.generated';
import { usesJsonProtocol, type OperationName } from '../service-model/shapes';
import { decodeInput, withoutUnknown, type InputFault } from '../service-model/validation';
import type { Store } from '../store/store';

const errorOf = (isControlPlane: boolean, fault: InputFault): ApiError => {
  const text = fault._tag === 'WrongType' ? fault.message : constraintText(fault.messages);
  if (!isControlPlane) return validationError(text);
  return fault._tag === 'WrongType' ? serializationException(text) : validationException(text);
};

/** Joins a name and what to do with its validated input; the cloud that it works on is bound once, at start. */
export const operation = <N extends OperationName, Cloud>(
  name: N,
  handle: (cloud: Cloud, input: Operations[N]['input']) => TE.TaskEither<ApiError, Operations[N]['output']>,
): ((cloud: Cloud) => Operation) => {
  const isControlPlane = usesJsonProtocol(name);
  const decode = (request: unknown): E.Either<ApiError, Operations[N]['input']> =>
    pipe(
      decodeInput(name, isControlPlane ? withoutUnknown(name, request) : request),
      E.mapLeft((fault) => errorOf(isControlPlane, fault)),
    );
  return (cloud) => ({
    name,
    run: (request) =>
      pipe(
        TE.fromEither(decode(request)),
        TE.chain((input) => handle(cloud, input)),
      ),
  });
};

/** Runs a change of the store as one transaction; the change itself decides whether it fails. */
export const changing =
  <A>(
    { store }: { readonly store: Pick<Store, 'write'> },
    change: () => E.Either<ApiError, A>,
  ): TE.TaskEither<ApiError, A> =>
  () =>
    store.write(change);
