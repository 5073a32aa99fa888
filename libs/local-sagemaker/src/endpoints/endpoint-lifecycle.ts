// Ties endpoints to the fleets that serve them, through creation, update, deletion and restart.
import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import { validationError, type ApiError } from '../protocol/api-errors';
import type { InvokeEndpointInput, InvokeEndpointOutput } from '../service-model/operations.generated';
import type { EndpointRecord } from '../store/records';
import { backgroundTasks } from './background-tasks';
import {
  bringBack,
  changeEndpoint,
  deployNext,
  removeEndpoint,
  type EndpointChangePorts,
} from './endpoint-changes';

export interface EndpointLifecycle {
  /** Deploys what the endpoint's record has as next. */
  readonly deploy: (name: string) => void;
  readonly remove: (name: string) => void;
  readonly invoke: (input: InvokeEndpointInput) => TE.TaskEither<ApiError, InvokeEndpointOutput>;
  /** After a restart: brings endpoints back, and resumes what was under way. */
  readonly recover: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface EndpointLifecyclePorts<Fleet> extends Omit<EndpointChangePorts<Fleet>, 'closing'> {
  readonly accountId: string;
  /** Gets the cause if a change cannot be recorded, which would otherwise go unnoticed. */
  readonly onUnrecorded: (cause: unknown) => void;
}

// What comes back was in service: until then its status is that of an update by the service itself.
const comesBack = (record: EndpointRecord): EndpointRecord =>
  record.next === undefined && record.description.EndpointStatus === 'InService'
    ? { ...record, description: { ...record.description, EndpointStatus: 'SystemUpdating' } }
    : record;

const serving: readonly (string | undefined)[] = ['InService', 'Updating', 'SystemUpdating'];

/** Deploys, updates and removes endpoints in the background, and brings them back after a restart. */
export const endpointLifecycle = <Fleet>(ports: EndpointLifecyclePorts<Fleet>): EndpointLifecycle => {
  const { store, fleets } = ports;
  const closer = new AbortController();
  const changes = { ...ports, closing: closer.signal };
  const tasks = backgroundTasks(ports.log, ports.onUnrecorded);
  const comingBack = new Map<string, Promise<void>>();
  const notFound = (name: string): ApiError =>
    validationError(`Endpoint ${name} of account ${ports.accountId} not found.`);
  return {
    deploy: (name) => void tasks.run(name, () => deployNext(changes, name)),
    remove: (name) => void tasks.run(name, () => removeEndpoint(changes, name)),
    invoke: (input) => async () => {
      await comingBack.get(input.EndpointName);
      const status = store.endpoints.get(input.EndpointName)?.description.EndpointStatus;
      return serving.includes(status) ? fleets.invoke(input) : E.left(notFound(input.EndpointName));
    },
    recover: async () => {
      const records = store.endpoints
        .values()
        .filter(({ description }) => description.EndpointStatus !== 'Failed');
      for (const record of records) {
        if (comesBack(record) !== record) await changeEndpoint(ports, record.name, comesBack);
      }
      for (const record of records) {
        const back = tasks.run(record.name, () => bringBack(changes, record));
        comingBack.set(record.name, back);
        void back.finally(() => comingBack.delete(record.name));
      }
    },
    close: async () => {
      closer.abort();
      await fleets.stopAll();
      await tasks.ended();
    },
  };
};
