// One instance of a variant: a serving container that is started again when it dies.
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { type ContainerSpec, runContainer, type Container } from '../containers/container';
import { freePort } from '../containers/free-port';
import type { Isolate } from '../containers/mount-namespace';

export interface InstanceSettings {
  readonly isolate: Isolate | undefined;
  /** How long a new instance may take until it answers its ping. */
  readonly startupMilliseconds: number;
  readonly pingIntervalMilliseconds: number;
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

const answersPing = async (address: string): Promise<boolean> => {
  try {
    const { statusCode, body } = await request(`${address}/ping`, {
      headersTimeout: PING_TIMEOUT,
      bodyTimeout: PING_TIMEOUT,
    });
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  }
};

type Readiness = 'Healthy' | 'Died' | 'TooSlow';

const untilHealthy = async (
  container: Container,
  address: string,
  settings: InstanceSettings,
): Promise<Readiness> => {
  const deadline = performance.now() + settings.startupMilliseconds;
  let died = false;
  void container.exited.then(() => {
    died = true;
  });
  while (performance.now() < deadline && !settings.closing.aborted) {
    if (died) return 'Died';
    if (await answersPing(address)) return died ? 'Died' : 'Healthy';
    await sleep(settings.pingIntervalMilliseconds);
  }
  return 'TooSlow';
};

/** Starts an instance; undefined if it does not answer its ping in time, or ends. */
export const startInstance = async (
  specOn: (port: number) => ContainerSpec,
  settings: InstanceSettings,
): Promise<Instance | undefined> => {
  let isStopping = false;
  let healthyAt: string | undefined;
  let container: Container;

  const begin = async (): Promise<boolean> => {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    container = runContainer(specOn(port), settings.isolate);
    const readiness = await untilHealthy(container, address, settings);
    if (readiness !== 'Healthy' || isStopping) {
      await container.stop();
      return false;
    }
    healthyAt = address;
    return true;
  };
  const keepAlive = async (): Promise<void> => {
    let delay = FIRST_RESTART_DELAY;
    while (!isStopping) {
      await container.exited;
      healthyAt = undefined;
      if (isStopping) return;
      await sleep(delay, undefined, { ref: false });
      delay = (await begin()) ? FIRST_RESTART_DELAY : Math.min(delay * 2, LONGEST_RESTART_DELAY);
    }
  };

  if (!(await begin())) return undefined;
  void keepAlive();
  return {
    address: () => healthyAt,
    stop: async () => {
      isStopping = true;
      await container.stop();
    },
  };
};
