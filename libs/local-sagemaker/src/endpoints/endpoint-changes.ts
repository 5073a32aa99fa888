// The changes of an endpoint that take their time: its deployment, its removal, its return after a restart.
import * as E from 'fp-ts/Either';
import { timestamp, type Clock } from '../machine/clock';
import type { Logger } from '../machine/log';
import { without } from '../machine/without';
import type { Deployment, EndpointRecord } from '../store/records';
import type { Store } from '../store/store';
import { afterFailure, afterSuccess } from './deployment-outcome';
import type { EndpointFleets } from './endpoint-fleets';

export interface EndpointChangePorts<Fleet> {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly fleets: EndpointFleets<Fleet>;
  readonly minimumTransitionMilliseconds: number;
  /** Aborted when the server stops: what is under way then is resumed at its next start. */
  readonly closing: AbortSignal;
}

/** Changes a record, if it is still there, as one transaction. */
export const changeEndpoint = (
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  name: string,
  to: (record: EndpointRecord, now: number) => EndpointRecord,
): Promise<void> =>
  store.write(() => {
    const record = store.endpoints.get(name);
    if (record !== undefined) store.endpoints.put(to(record, timestamp(clock.now())));
  });

const start = async <Fleet>(
  { fleets, closing }: EndpointChangePorts<Fleet>,
  endpointName: string,
  deployment: Deployment,
): Promise<E.Either<string, void>> => {
  const fleet = await fleets
    .deploy({ endpointName, ...deployment })
    .catch((cause: unknown) => E.left(`InternalServerError: ${String(cause)}`));
  if (closing.aborted) return E.left('The server stops.');
  if (E.isRight(fleet)) await fleets.activate(endpointName, fleet.right);
  return fleet._tag === 'Left' ? fleet : E.right(undefined);
};

/** Deploys what an endpoint's record has as next. */
export const deployNext = async <Fleet>(ports: EndpointChangePorts<Fleet>, name: string): Promise<void> => {
  const { store, clock, closing, minimumTransitionMilliseconds } = ports;
  const deployment = store.endpoints.get(name)?.next?.deployment;
  if (deployment === undefined) return;
  const [started] = await Promise.all([
    start(ports, name, deployment),
    clock.sleep(minimumTransitionMilliseconds),
  ]);
  if (closing.aborted) return;
  await changeEndpoint(ports, name, (current, now) =>
    E.isRight(started) ? afterSuccess(current, deployment, now) : afterFailure(current, started.left, now),
  );
};

/** Ends what serves an endpoint, and removes its record and tags. */
export const removeEndpoint = async <Fleet>(
  { store, clock, fleets, closing, minimumTransitionMilliseconds }: EndpointChangePorts<Fleet>,
  name: string,
): Promise<void> => {
  await Promise.all([fleets.retire(name), clock.sleep(minimumTransitionMilliseconds)]);
  if (closing.aborted) return;
  await store.write(() => {
    const record = store.endpoints.get(name);
    if (record === undefined) return;
    store.endpoints.remove(name);
    void store.tags.remove(record.arn);
  });
};

/** Serves again what an endpoint served before a restart, and resumes the change that was under way. */
export const bringBack = async <Fleet>(
  ports: EndpointChangePorts<Fleet>,
  { name, description, live, next }: EndpointRecord,
): Promise<void> => {
  if (description.EndpointStatus === 'Deleting') return removeEndpoint(ports, name);
  if (live !== undefined) {
    const started = await start(ports, name, live);
    if (ports.closing.aborted) return undefined;
    if (E.isLeft(started)) {
      ports.log.error({ endpoint: name, reason: started.left }, 'endpoint did not come back');
      return changeEndpoint(ports, name, (current, now) =>
        afterFailure(without(current, 'live'), started.left, now),
      );
    }
    if (next === undefined)
      await changeEndpoint(ports, name, (current, now) => afterSuccess(current, live, now));
  }
  return next === undefined ? undefined : deployNext(ports, name);
};
