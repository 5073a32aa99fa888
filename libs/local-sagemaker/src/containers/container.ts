// A container without Docker: a process group with its own /opt/ml, environment and log.
import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { causeText } from '../machine/disk';
import { guard } from './guard';
import { hostsFile, type Isolate } from './mount-namespace';
import { obstacleTo } from './obstacle';
import { forgetProcess, killGroup, recordProcess } from './process-record';

export interface ContainerSpec {
  /** The container's own folder; `optMlOf` says which part of it is /opt/ml. */
  readonly folder: string;
  readonly command: readonly string[];
  readonly workingDirectory?: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Names of all hosts of the job. */
  readonly hosts: readonly string[];
  readonly logFile: string;
  /** Between SIGTERM and SIGKILL. */
  readonly graceMilliseconds: number;
}

export type ContainerExit =
  | { readonly _tag: 'Exited'; readonly code: number }
  | { readonly _tag: 'NotStarted'; readonly reason: string };

export interface Container {
  readonly exited: Promise<ContainerExit>;
  /** SIGTERM to the leader, SIGKILL to the group after the grace period; resolves when it has ended. */
  readonly stop: () => Promise<void>;
}

export const optMlOf = (folder: string): string => join(folder, 'opt-ml');

// Like in a shell: the exit code of a program that a signal ended is 128 plus the signal's number.
const SIGNAL_EXIT_BASE = 128;

// A container starts with a clean environment: only what a shell needs, in the container's folders.
const ownEnvironment = (spec: ContainerSpec, isIsolated: boolean): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
  LANG: 'C.UTF-8',
  HOME: join(spec.folder, 'home'),
  TMPDIR: join(spec.folder, 'tmp'),
  ...spec.environment,
  // AWS's toolkits take the first for /opt/ml; the second keeps them from waiting for host names that do not resolve.
  ...(isIsolated ? {} : { SAGEMAKER_BASE_DIR: optMlOf(spec.folder), SM_STUDIO_LOCAL_MODE: 'true' }),
});

const prepare = (spec: ContainerSpec): void => {
  for (const name of ['home', 'tmp', 'spare', 'opt-ml'])
    mkdirSync(join(spec.folder, name), { recursive: true });
  mkdirSync(dirname(spec.logFile), { recursive: true });
  writeFileSync(join(spec.folder, 'hosts'), hostsFile(spec.hosts));
};

const commandIn = (spec: ContainerSpec, isolate: Isolate | undefined): readonly string[] => {
  const mounts = {
    optMl: optMlOf(spec.folder),
    hosts: join(spec.folder, 'hosts'),
    spare: join(spec.folder, 'spare'),
  };
  return isolate === undefined ? spec.command : isolate(mounts, spec.command);
};

const start = (spec: ContainerSpec, isolate: Isolate | undefined): ChildProcess => {
  prepare(spec);
  const env = ownEnvironment(spec, isolate !== undefined);
  const cwd = spec.workingDirectory ?? spec.folder;
  const obstacle = obstacleTo({
    program: spec.command[0] ?? '',
    workingDirectory: cwd,
    searchPath: env['PATH'] ?? '',
    optMl: isolate === undefined ? undefined : optMlOf(spec.folder),
  });
  if (obstacle !== undefined) throw new Error(obstacle);
  const [file = '', ...args] = commandIn(spec, isolate);
  const log = openSync(spec.logFile, 'a');
  try {
    return spawn(file, args, { cwd, env, stdio: ['ignore', log, log], detached: true });
  } finally {
    closeSync(log);
  }
};

const exitOf = (child: ChildProcess, spec: ContainerSpec): Promise<ContainerExit> =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve({ _tag: 'NotStarted', reason: error.message }));
    child.once('exit', (code, signal) => {
      if (child.pid !== undefined) killGroup(child.pid);
      forgetProcess(spec.folder);
      const bySignal = SIGNAL_EXIT_BASE + (signal === null ? 0 : constants.signals[signal]);
      resolve({ _tag: 'Exited', code: code ?? bySignal });
    });
  });

// The log is where people look first; for an instance of an endpoint it is the only place.
const notStarted = ({ logFile }: ContainerSpec, reason: string): Container => {
  try {
    appendFileSync(logFile, `The program could not be started: ${reason}\n`);
  } catch {
    // The log cannot be written, most likely for the reason itself: a missing folder or a full disk.
  }
  return { exited: Promise.resolve({ _tag: 'NotStarted', reason }), stop: async () => undefined };
};

// A process without a guard and a note would outlive a killed server: it must not run.
const record = (spec: ContainerSpec, child: ChildProcess): void => {
  if (child.pid === undefined) return;
  try {
    guard(child);
    recordProcess(spec.folder, child.pid);
  } catch (cause) {
    killGroup(child.pid);
    throw cause;
  }
};

/** Starts a container; one that cannot be started has exited at once, with the reason. */
export const runContainer = (spec: ContainerSpec, isolate: Isolate | undefined): Container => {
  let child: ChildProcess;
  try {
    child = start(spec, isolate);
    // An error event without a listener would end the server, also one of a container that is not awaited.
    child.on('error', () => undefined);
    record(spec, child);
  } catch (cause) {
    return notStarted(spec, causeText(cause));
  }
  const { pid } = child;
  const exited = exitOf(child, spec);
  return {
    exited,
    stop: async () => {
      if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => killGroup(pid), spec.graceMilliseconds);
      await exited;
      clearTimeout(timer);
    },
  };
};
