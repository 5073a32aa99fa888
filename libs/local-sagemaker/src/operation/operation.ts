// What an operation is: a name, and what it does with a request that the service model allows.
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { Account } from '../machine/arns';
import type { Clock } from '../machine/clock';
import type { EndpointLifecycle } from '../endpoints/endpoint-lifecycle';
import type { JobLifecycle } from '../jobs/job-lifecycle';
import type { RecordRules } from '../feature-store/record-check';
import type { FeatureGroupRecord } from '../store/records';
import type { OfflineStore } from '../feature-store/offline-store';
import type { Logger } from '../machine/log';
import {
  constraintText,
  serializationException,
  validationError,
  validationException,
} from '../protocol/service-faults';
import type { ServiceFault } from '../protocol/service-faults';
import type { Operations } from '../service-model/operations.generated';
import { modelOf, type OperationName } from '../service-model/shapes';
import { decodeInput, withoutUnknown, type InputFault } from '../service-model/validation';
import type { Store } from '../store/store';

/** What the operations work with. */
export interface Cloud {
  readonly account: Account;
  readonly clock: Clock;
  readonly store: Store;
  readonly jobs: JobLifecycle;
  readonly endpoints: EndpointLifecycle;
  readonly offline: OfflineStore;
  /** The rules for the records of a feature group. */
  readonly rules: (group: FeatureGroupRecord) => RecordRules;
  readonly log: Logger;
  readonly minimumTransitionMilliseconds: number;
  /** Unique and random, for the ids of feature groups. */
  readonly newId: () => string;
}

export interface Operation {
  readonly name: OperationName;
  readonly run: (cloud: Cloud, request: unknown) => TE.TaskEither<ServiceFault, unknown>;
}

const faultOf = (isControlPlane: boolean, fault: InputFault): ServiceFault => {
  const text = fault._tag === 'WrongType' ? fault.message : constraintText(fault.messages);
  if (!isControlPlane) return validationError(text);
  return fault._tag === 'WrongType' ? serializationException(text) : validationException(text);
};

/** Joins a name and what to do with its validated input. */
export const operation = <N extends OperationName>(
  name: N,
  handle: (
    cloud: Cloud,
    input: Operations[N]['input'],
  ) => TE.TaskEither<ServiceFault, Operations[N]['output']>,
): Operation => {
  const isControlPlane = modelOf(name)?.protocol === 'json';
  const decode = (request: unknown): E.Either<ServiceFault, Operations[N]['input']> =>
    pipe(
      decodeInput(name, isControlPlane ? withoutUnknown(name, request) : request),
      E.mapLeft((fault) => faultOf(isControlPlane, fault)),
    );
  return {
    name,
    run: (cloud, request) =>
      pipe(
        TE.fromEither(decode(request)),
        TE.chain((input) => handle(cloud, input)),
      ),
  };
};

/** Runs a change of the store as one transaction; the change says itself whether it fails. */
export const changing =
  <A>(cloud: Cloud, change: () => E.Either<ServiceFault, A>): TE.TaskEither<ServiceFault, A> =>
  () =>
    cloud.store.write(change);
