// Ties endpoints to the fleets that serve them, through creation, update, deletion and restart.
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { timestamp, type Clock } from '../machine/clock';
import type { Logger } from '../machine/log';
import { described } from './deployment';
import { validationError, type ServiceFault } from '../protocol/service-faults';
import type { InvokeEndpointInput, InvokeEndpointOutput } from '../service-model/operations.generated';
import type { Deployment, EndpointRecord } from '../store/records';
import { NotWritten, type Store } from '../store/store';
import { without } from '../machine/without';

/** What serves: processes that are up, but get requests from activation on only. */
export interface EndpointFleets<Fleet> {
  /** Starts every variant and waits until each answers its ping; left with the reason of the failure. */
  readonly deploy: (
    order: { readonly endpointName: string; readonly arn: string } & Deployment,
  ) => Promise<E.Either<string, Fleet>>;
  /** Sends new requests to a fleet, and ends the one before when its last request is answered. */
  readonly activate: (endpointName: string, fleet: Fleet) => Promise<void>;
  readonly invoke: (input: InvokeEndpointInput) => Promise<E.Either<ServiceFault, InvokeEndpointOutput>>;
  /** Ends what serves an endpoint. */
  readonly retire: (endpointName: string) => Promise<void>;
  readonly stopAll: () => Promise<void>;
}

export interface EndpointLifecycle {
  /** Deploys what the endpoint's record has as next. */
  readonly deploy: (name: string) => void;
  readonly remove: (name: string) => void;
  readonly invoke: (input: InvokeEndpointInput) => TE.TaskEither<ServiceFault, InvokeEndpointOutput>;
  /** After a restart: brings endpoints back, and goes on with what was under way. */
  readonly recover: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface EndpointLifecyclePorts<Fleet> {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly fleets: EndpointFleets<Fleet>;
  readonly accountId: string;
  readonly minimumTransitionMilliseconds: number;
  /** Told of a change that could not be recorded: nobody would ever learn of it. */
  readonly onUnrecorded: (cause: unknown) => void;
}

const LONGEST_REASON = 1_024;

/** The record after a deployment is live. */
const afterSuccess = (record: EndpointRecord, deployment: Deployment, now: number): EndpointRecord => {
  const kept = record.next?.update?.DeploymentConfig;
  return {
    ...without(record, 'next'),
    live: deployment,
    description: {
      ...without(record.description, 'PendingDeploymentSummary', 'FailureReason'),
      ...described(deployment),
      ...(kept === undefined ? {} : { LastDeploymentConfig: kept }),
      EndpointStatus: 'InService',
      LastModifiedTime: now,
    },
  };
};

/**
 * The record after a deployment failed. A failed update leaves the endpoint InService with its old configuration and
 * a failure reason; only a failed creation ends in Failed. [D]
 */
const afterFailure = (record: EndpointRecord, reason: string, now: number): EndpointRecord => {
  return {
    ...without(record, 'next'),
    description: {
      ...without(record.description, 'PendingDeploymentSummary'),
      EndpointStatus: record.live === undefined ? 'Failed' : 'InService',
      FailureReason: reason.slice(0, LONGEST_REASON),
      LastModifiedTime: now,
    },
  };
};

/** Deploys, updates and removes endpoints in the background, and brings them back after a restart. */
export const endpointLifecycle = <Fleet>(ports: EndpointLifecyclePorts<Fleet>): EndpointLifecycle => {
  const { store, clock, log, fleets } = ports;
  const tasks = new Set<Promise<void>>();
  const comingBack = new Map<string, Promise<void>>();
  let isClosing = false;

  const inBackground = (endpoint: string, task: () => Promise<void>): Promise<void> => {
    const running = task().catch((cause: unknown) => {
      log.error(
        { endpoint, cause: cause instanceof Error ? cause.stack : String(cause) },
        'endpoint task failed',
      );
      if (cause instanceof NotWritten) ports.onUnrecorded(cause);
    });
    tasks.add(running);
    void running.finally(() => tasks.delete(running));
    return running;
  };
  const change = (name: string, to: (record: EndpointRecord, now: number) => EndpointRecord): Promise<void> =>
    store.write(() => {
      const record = store.endpoints.get(name);
      if (record !== undefined) store.endpoints.put(to(record, timestamp(clock.now())));
    });

  const start = async (record: EndpointRecord, deployment: Deployment): Promise<E.Either<string, void>> => {
    const fleet = await fleets
      .deploy({ endpointName: record.name, arn: record.arn, ...deployment })
      .catch((cause: unknown) => E.left(`InternalServerError: ${String(cause)}`));
    if (isClosing) return E.left('The server stops.');
    if (E.isRight(fleet)) await fleets.activate(record.name, fleet.right);
    return fleet._tag === 'Left' ? fleet : E.right(undefined);
  };

  const deployNext = async (name: string): Promise<void> => {
    const record = store.endpoints.get(name);
    const deployment = record?.next?.deployment;
    if (record === undefined || deployment === undefined) return;
    const [started] = await Promise.all([
      start(record, deployment),
      clock.sleep(ports.minimumTransitionMilliseconds),
    ]);
    // What is under way when the server stops is taken up again at its next start.
    if (isClosing) return;
    await change(name, (current, now) =>
      E.isRight(started) ? afterSuccess(current, deployment, now) : afterFailure(current, started.left, now),
    );
  };

  const removeNow = async (name: string): Promise<void> => {
    await Promise.all([fleets.retire(name), clock.sleep(ports.minimumTransitionMilliseconds)]);
    if (isClosing) return;
    await store.write(() => {
      const record = store.endpoints.get(name);
      if (record === undefined) return;
      store.endpoints.remove(name);
      void store.tags.remove(record.arn);
    });
  };

  const bringBack = async (record: EndpointRecord): Promise<void> => {
    const { name, live } = record;
    if (record.description.EndpointStatus === 'Deleting') return removeNow(name);
    if (live !== undefined) {
      const started = await start(record, live);
      if (isClosing) return undefined;
      if (E.isLeft(started)) {
        log.error({ endpoint: name, reason: started.left }, 'endpoint did not come back');
        await change(name, (current, now) => afterFailure(without(current, 'live'), started.left, now));
        return undefined;
      }
      if (record.next === undefined) await change(name, (current, now) => afterSuccess(current, live, now));
    }
    return record.next === undefined ? undefined : deployNext(name);
  };

  const notFound = (name: string): ServiceFault =>
    validationError(`Endpoint ${name} of account ${ports.accountId} not found.`);

  return {
    deploy: (name) => void inBackground(name, () => deployNext(name)),
    remove: (name) => void inBackground(name, () => removeNow(name)),
    invoke: (input) => async () => {
      await comingBack.get(input.EndpointName);
      const status = store.endpoints.get(input.EndpointName)?.description.EndpointStatus;
      const serves = status === 'InService' || status === 'Updating' || status === 'SystemUpdating';
      return serves ? fleets.invoke(input) : E.left(notFound(input.EndpointName));
    },
    recover: async () => {
      const records = store.endpoints
        .values()
        .filter(({ description }) => description.EndpointStatus !== 'Failed');
      for (const { name, description, next } of records)
        if (next === undefined && description.EndpointStatus === 'InService')
          await change(name, (record) => ({
            ...record,
            description: { ...record.description, EndpointStatus: 'SystemUpdating' },
          }));
      for (const record of records) {
        const back = inBackground(record.name, () => bringBack(record));
        comingBack.set(record.name, back);
        void back.finally(() => comingBack.delete(record.name));
      }
    },
    close: async () => {
      isClosing = true;
      await fleets.stopAll();
      await Promise.allSettled(tasks);
    },
  };
};
