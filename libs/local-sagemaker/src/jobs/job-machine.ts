// What running a job needs, and the part that processing and training have in common: hosts as containers.
import type { S3Client } from '@aws-sdk/client-s3';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../clock';
import { type ContainerExit, type ContainerSpec, optMlOf, runContainer } from '../containers/container';
import type { Isolate } from '../containers/mount-namespace';
import type { ImageLauncher, ImageTable } from '../image-table';

export interface JobMachine {
  readonly stateFolder: string;
  readonly images: ImageTable;
  readonly s3: S3Client;
  readonly clock: Clock;
  readonly isolate: Isolate | undefined;
  readonly region: string;
  /** What points a job's own AWS clients at the local services. */
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

export type JobKind = 'processing' | 'training';

/** `algo-1` to `algo-n`, each with a folder and a log of its own. */
export const hostsOf = (machine: JobMachine, kind: JobKind, job: string, count: number): readonly Host[] =>
  Array.from({ length: count }, (_, number) => {
    const name = `algo-${number + 1}`;
    return {
      name,
      number,
      folder: join(machine.stateFolder, 'containers', `${kind}-${job}`, name),
      logFile: join(machine.stateFolder, 'logs', `${kind}-jobs`, job, `${name}.log`),
    };
  });

/** How an image's ENTRYPOINT and CMD and those of a request make a command line, as Docker has it. */
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
  environment: { ...machine.awsEnvironment, ...launcher.environment, ...environment },
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

/** Runs one container per host until all have ended; the first that fails, a stop or the time limit ends the others. */
export const runHosts = async (
  machine: JobMachine,
  specs: readonly ContainerSpec[],
  stopped: Promise<void>,
  maxRuntimeInSeconds: number,
): Promise<Ending> => {
  const containers = specs.map((spec) => runContainer(spec, machine.isolate));
  const stopAll = () => Promise.all(containers.map((container) => container.stop()));
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
  const stop = stopped.then((): Ending => ({ _tag: 'Stopped' }));
  const limit = machine.clock.sleep(maxRuntimeInSeconds * 1000).then((): Ending => ({ _tag: 'TimedOut' }));
  const ending = await Promise.race([failure, success, stop, limit]);
  await stopAll();
  return ending;
};

/** A text that a container left for the service, empty if it left none. */
export const toldIn = async (folder: string, ...path: readonly string[]): Promise<string> =>
  readFile(join(optMlOf(folder), ...path), 'utf8').catch(() => '');
