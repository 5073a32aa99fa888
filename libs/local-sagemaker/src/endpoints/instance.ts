// One instance of a variant: a serving container that is started again when it dies.
import { setTimeout as sleep } from 'node:timers/promises';
import { request, type Dispatcher } from 'undici';
import { type ContainerSpec, runContainer, type Container } from '../containers/container';
import { freePort, giveBackPort } from '../containers/free-port';
import type { Isolate } from '../containers/mount-namespace';

export interface InstanceSettings {
  readonly isolate: Isolate | undefined;
  /** How long a new instance may take until it responds to its ping. */
  readonly startupMilliseconds: number;
  readonly pingIntervalMilliseconds: number;
  readonly connections: Dispatcher;
  /** Ends the wait for instances that are not healthy yet. */
  readonly closing: AbortSignal;
}

export interface Instance {
  /** Where it listens while it is healthy. */
  readonly address: () => string | undefined;
  readonly stop: () => Promise<void>;
}

const PING_TIMEOUT = 2_000;
const FIRST_RESTART_DELAY = 500;
const LONGEST_RESTART_DELAY = 30_000;

const respondsToPing = async (address: string, dispatcher: Dispatcher): Promise<boolean> => {
  try {
    const { statusCode, body } = await request(`${address}/ping`, {
      dispatcher,
      headersTimeout: PING_TIMEOUT,
      bodyTimeout: PING_TIMEOUT,
    });
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  }
};

// A container that ended is not healthy, even if another program responds on its port.
const becomesHealthy = async (
  container: Container,
  address: string,
  settings: InstanceSettings,
): Promise<boolean> => {
  const deadline = performance.now() + settings.startupMilliseconds;
  let hasEnded = false;
  void container.exited.then(() => {
    hasEnded = true;
  });
  while (performance.now() < deadline && !settings.closing.aborted && !hasEnded) {
    if (await respondsToPing(address, settings.connections)) return !hasEnded;
    await sleep(settings.pingIntervalMilliseconds);
  }
  return false;
};

// Calls `restart` whenever the container has ended, at growing intervals while that fails, until it is stopping.
const keepAlive = async (
  ended: () => Promise<void>,
  isStopping: () => boolean,
  restart: () => Promise<boolean>,
): Promise<void> => {
  let delay = FIRST_RESTART_DELAY;
  for (;;) {
    await ended();
    await sleep(isStopping() ? 0 : delay, undefined, { ref: false });
    if (isStopping()) return;
    const isBack = await restart().catch(() => false);
    delay = isBack ? FIRST_RESTART_DELAY : Math.min(delay * 2, LONGEST_RESTART_DELAY);
  }
};

/** Starts an instance; undefined if it does not respond to its ping in time, or ends. Rejects if it finds no port. */
export const startInstance = async (
  specOn: (port: number) => ContainerSpec,
  settings: InstanceSettings,
): Promise<Instance | undefined> => {
  let isStopping = false;
  let healthyAt: string | undefined;
  let container: Container | undefined;

  const begin = async (): Promise<boolean> => {
    const port = await freePort();
    if (isStopping) {
      giveBackPort(port);
      return false;
    }
    const address = `http://127.0.0.1:${port}`;
    const started = runContainer(specOn(port), settings.isolate);
    container = started;
    void started.exited.then(() => giveBackPort(port));
    const isHealthy = await becomesHealthy(started, address, settings);
    if (isHealthy && !isStopping) healthyAt = address;
    else await started.stop();
    return healthyAt !== undefined;
  };
  const ended = async (): Promise<void> => {
    await container?.exited;
    healthyAt = undefined;
  };

  if (!(await begin())) return undefined;
  void keepAlive(ended, () => isStopping, begin);
  return {
    address: () => healthyAt,
    stop: async () => {
      isStopping = true;
      healthyAt = undefined;
      await container?.stop();
    },
  };
};
