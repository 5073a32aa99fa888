// What running a job needs, and the part that processing and training have in common: hosts as containers.
import type { S3Client } from '@aws-sdk/client-s3';
import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '../machine/clock';
import { WHOLLY } from '../machine/disk';
import { type ContainerExit, type ContainerSpec, optMlOf, runContainer } from '../containers/container';
import type { Isolate } from '../containers/mount-namespace';
import type { ImageLauncher, ImageTable } from '../containers/image-table';

export interface JobMachine {
  readonly stateFolder: string;
  readonly images: ImageTable;
  readonly s3: S3Client;
  readonly clock: Clock;
  readonly isolate: Isolate | undefined;
  readonly region: string;
  /** The variables that point a job's AWS clients at the local services. */
  readonly awsEnvironment: Readonly<Record<string, string>>;
  /** Between SIGTERM and SIGKILL of a job. */
  readonly graceMilliseconds: number;
}

export interface Host {
  readonly name: string;
  readonly number: number;
  readonly folder: string;
  readonly logFile: string;
}

/** How long a job may run if its request does not say. */
export const ONE_DAY = 86_400;

export type JobKind = 'processing' | 'training';

/** All hosts of a job; there is always a first. */
export type Hosts = readonly [Host, ...(readonly Host[])];

/** `algo-1` to `algo-n`, each with its own folder and log. */
export const hostsOf = (machine: JobMachine, kind: JobKind, job: string, count: number): Hosts => {
  const host = (number: number): Host => {
    const name = `algo-${number + 1}`;
    return {
      name,
      number,
      folder: join(machine.stateFolder, 'containers', `${kind}-${job}`, name),
      logFile: join(machine.stateFolder, 'logs', `${kind}-jobs`, job, `${name}.log`),
    };
  };
  return [host(0), ...Array.from({ length: count - 1 }, (_, at) => host(at + 1))];
};

/**
 * Removes the folders of the hosts before the job's end is recorded, which a full disk would have no room for. What
 * cannot be removed now is removed by the next start.
 */
export const removeHosts = async (hosts: readonly Host[]): Promise<void> => {
  for (const host of hosts) await rm(dirname(host.folder), WHOLLY).catch(() => undefined);
};

/** The command line from an image's ENTRYPOINT and CMD and those of a request, like in Docker. */
export const commandOf = (
  launcher: ImageLauncher,
  entrypoint: readonly string[] | undefined,
  args: readonly string[],
): readonly string[] => [...(entrypoint ?? launcher.entrypoint), ...args];

export const specOf = (
  machine: JobMachine,
  launcher: ImageLauncher,
  host: Host,
  hosts: readonly Host[],
  command: readonly string[],
  environment: Readonly<Record<string, string>>,
): ContainerSpec => ({
  folder: host.folder,
  command,
  ...(launcher.workingDirectory === undefined ? {} : { workingDirectory: launcher.workingDirectory }),
  environment: {
    AWS_REGION: machine.region,
    ...machine.awsEnvironment,
    ...launcher.environment,
    ...environment,
  },
  hosts: hosts.map(({ name }) => name),
  logFile: host.logFile,
  graceMilliseconds: machine.graceMilliseconds,
});

export type Ending =
  | { readonly _tag: 'Succeeded' }
  | { readonly _tag: 'Failed'; readonly exit: ContainerExit; readonly host: number }
  | { readonly _tag: 'Stopped' }
  | { readonly _tag: 'TimedOut' };

const succeeded = (exit: ContainerExit): boolean => exit._tag === 'Exited' && exit.code === 0;

const whenAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Runs one container per host until all have ended; the first that fails, a stop or the time limit ends the others. */
export const runHosts = async (
  machine: JobMachine,
  specs: readonly ContainerSpec[],
  stopping: AbortSignal,
  maxRuntimeInSeconds: number,
): Promise<Ending> => {
  if (stopping.aborted) return { _tag: 'Stopped' };
  const containers = specs.map((spec) => runContainer(spec, machine.isolate));
  const failure = new Promise<Ending>((resolve) => {
    containers.forEach((container, host) => {
      void container.exited.then((exit) =>
        succeeded(exit) ? undefined : resolve({ _tag: 'Failed', exit, host }),
      );
    });
  });
  const success = Promise.all(containers.map(({ exited }) => exited)).then(
    (exits): Ending | Promise<Ending> => (exits.every(succeeded) ? { _tag: 'Succeeded' } : failure),
  );
  const stop = whenAborted(stopping).then((): Ending => ({ _tag: 'Stopped' }));
  const limit = machine.clock.sleep(maxRuntimeInSeconds * 1000).then((): Ending => ({ _tag: 'TimedOut' }));
  const ending = await Promise.race([failure, success, stop, limit]);
  await Promise.all(containers.map((container) => container.stop()));
  return ending;
};

/** How much is read of a text that a container left for the service. */
export const LONGEST_MESSAGE_BYTES = 1_024;

/** The first bytes of a file that a container left for the service, none if it left none. */
export const messageIn = async (folder: string, name: 'message' | 'failure'): Promise<Uint8Array> => {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  try {
    // Neither a link to a foreign file, nor a pipe without a writer.
    const file = await open(join(optMlOf(folder), 'output', name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(LONGEST_MESSAGE_BYTES),
        0,
        LONGEST_MESSAGE_BYTES,
      );
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return new Uint8Array();
  }
};
