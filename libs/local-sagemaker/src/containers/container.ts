// A container without Docker: a process group with an /opt/ml, an environment and a log of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hostsFile, type Isolate } from './mount-namespace';
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

const SIGNAL_EXIT_BASE = 128;
const SIGNAL_NUMBERS: Readonly<Record<string, number>> = { SIGKILL: 9, SIGTERM: 15, SIGINT: 2, SIGSEGV: 11 };

// A container starts with a clean environment: only what a shell needs, in folders of its own.
const ownEnvironment = (spec: ContainerSpec, isolated: boolean): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  LANG: 'C.UTF-8',
  HOME: join(spec.folder, 'home'),
  TMPDIR: join(spec.folder, 'tmp'),
  ...spec.environment,
  ...(isolated ? {} : { SAGEMAKER_BASE_DIR: optMlOf(spec.folder) }),
});

const prepare = (spec: ContainerSpec): void => {
  for (const name of ['home', 'tmp', 'spare', 'opt-ml'])
    mkdirSync(join(spec.folder, name), { recursive: true });
  mkdirSync(dirname(spec.logFile), { recursive: true });
  writeFileSync(join(spec.folder, 'hosts'), hostsFile(spec.hosts));
};

const start = (spec: ContainerSpec, isolate: Isolate | undefined): ChildProcess => {
  prepare(spec);
  const mounts = {
    optMl: optMlOf(spec.folder),
    hosts: join(spec.folder, 'hosts'),
    spare: join(spec.folder, 'spare'),
  };
  const [file = '', ...args] = isolate === undefined ? spec.command : isolate(mounts, spec.command);
  const log = openSync(spec.logFile, 'a');
  try {
    return spawn(file, args, {
      cwd: spec.workingDirectory ?? spec.folder,
      env: ownEnvironment(spec, isolate !== undefined),
      stdio: ['ignore', log, log],
      detached: true,
    });
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
      const bySignal = SIGNAL_EXIT_BASE + (SIGNAL_NUMBERS[signal ?? ''] ?? 0);
      resolve({ _tag: 'Exited', code: code ?? bySignal });
    });
  });

/** Starts a container. */
export const runContainer = (spec: ContainerSpec, isolate: Isolate | undefined): Container => {
  let child: ChildProcess;
  try {
    child = start(spec, isolate);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return { exited: Promise.resolve({ _tag: 'NotStarted', reason }), stop: async () => undefined };
  }
  const { pid } = child;
  if (pid !== undefined) recordProcess(spec.folder, pid);
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
