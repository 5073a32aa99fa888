// S3 on this machine: MiniStack, started beside the server with its objects as plain files in the state folder.
import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { causeText, WHOLLY } from '../machine/disk';
import { freePort, giveBackPort, isFree } from '../containers/free-port';
import { guard } from '../containers/guard';
import { endOrphan, forgetProcess, killGroup, recordProcess } from '../containers/process-record';
import { lockStateFolder, type StateFolder, type StateFolderError } from '../machine/state-folder';

export interface MiniStackSettings {
  /** Command that starts MiniStack. */
  readonly command: readonly string[];
  /** Port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  readonly stateFolder: string;
  readonly region: string;
  readonly accountId: string;
  /** Further variables of its environment, such as one that makes it record calls. */
  readonly environment?: Readonly<Record<string, string>>;
}

export type MiniStackError =
  StateFolderError | { readonly _tag: 'S3PortBusy' | 'S3NotStarted'; readonly message: string };

export interface MiniStack {
  readonly endpointUrl: string;
  readonly stop: () => Promise<void>;
}

const HOST = '127.0.0.1';
const START_MILLISECONDS = 30_000;
const POLL_MILLISECONDS = 50;
const GRACE_MILLISECONDS = 5_000;

const folderOf = (settings: MiniStackSettings): string => join(settings.stateFolder, 'ministack');

const temporaryFolder = (folder: string): string => join(folder, 'tmp');

const environmentOf = ({ stateFolder, region, accountId, environment }: MiniStackSettings, port: number) => ({
  PATH: process.env['PATH'],
  HOME: join(stateFolder, 'ministack'),
  TMPDIR: temporaryFolder(join(stateFolder, 'ministack')),
  LANG: 'C.UTF-8',
  BIND_HOST: HOST,
  GATEWAY_PORT: String(port),
  // A part of host names such as <id>.execute-api.localhost, which an IP address cannot be.
  MINISTACK_HOST: 'localhost',
  MINISTACK_REGION: region,
  MINISTACK_ACCOUNT_ID: accountId,
  S3_PERSIST: '1',
  S3_DATA_DIR: join(stateFolder, 's3'),
  PERSIST_STATE: '1',
  STATE_DIR: join(stateFolder, 'ministack', 'state'),
  LAMBDA_EXECUTOR: 'local',
  // Otherwise it listens for IoT devices on every address.
  IOT_MTLS_ENABLED: '0',
  ...environment,
});

const begin = (settings: MiniStackSettings, port: number): ChildProcess => {
  const folder = folderOf(settings);
  mkdirSync(join(settings.stateFolder, 'logs'), { recursive: true });
  // Left behind if an earlier one was killed.
  rmSync(temporaryFolder(folder), WHOLLY);
  mkdirSync(temporaryFolder(folder), { recursive: true });
  const log = openSync(join(settings.stateFolder, 'logs', 'ministack.log'), 'a');
  const [file = '', ...args] = settings.command;
  try {
    // A separate process group: Ctrl-C in a terminal must not end S3 before the jobs that still write to it.
    return spawn(file, args, {
      cwd: folder,
      env: environmentOf(settings, port),
      stdio: ['ignore', log, log],
      detached: true,
    });
  } finally {
    closeSync(log);
  }
};

const responds = async (url: string): Promise<boolean> => {
  try {
    const { body } = await request(url, { headersTimeout: 2_000 });
    await body.dump();
    return true;
  } catch {
    return false;
  }
};

const notStarted = (settings: MiniStackSettings, why: string): MiniStackError => ({
  _tag: 'S3NotStarted',
  message: `The local S3 (${settings.command.join(' ')}) ${why}: see ${join(settings.stateFolder, 'logs', 'ministack.log')}.`,
});

const running = (child: ChildProcess, ended: Promise<void>, port: number, folder: string): MiniStack => ({
  endpointUrl: `http://${HOST}:${port}`,
  stop: async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.pid !== undefined && killGroup(child.pid), GRACE_MILLISECONDS);
    await ended;
    clearTimeout(timer);
    if (child.pid !== undefined) killGroup(child.pid);
    forgetProcess(folder);
    rmSync(temporaryFolder(folder), WHOLLY);
    giveBackPort(port);
  },
});

const watch = (child: ChildProcess) => {
  let problem: string | undefined;
  const ended = new Promise<void>((resolve) => {
    const end = (why: string) => {
      problem = why;
      resolve();
    };
    child.once('error', (error) => end(`could not be started (${error.message})`));
    child.once('exit', (code) => end(`ended with ${code ?? 'a signal'}`));
  });
  return { ended, problem: () => problem };
};

const startIn = async (
  settings: MiniStackSettings,
  folder: string,
): Promise<E.Either<MiniStackError, MiniStack>> => {
  await endOrphan(folder);
  if (settings.port !== 0 && !(await isFree(settings.port)))
    return E.left({
      _tag: 'S3PortBusy',
      message: `Port ${settings.port} on ${HOST} is taken: stop what listens there, or choose another port with --s3-port (0 takes a free one).`,
    });
  const port = settings.port === 0 ? await freePort() : settings.port;
  const child = begin(settings, port);
  const { ended, problem } = watch(child);
  const s3 = running(child, ended, port, folder);
  try {
    guard(child);
    if (child.pid !== undefined) recordProcess(folder, child.pid);
  } catch (cause) {
    await s3.stop();
    throw cause;
  }
  const deadline = performance.now() + START_MILLISECONDS;
  while (problem() === undefined && performance.now() < deadline) {
    if (await responds(s3.endpointUrl)) return E.right(s3);
    await sleep(POLL_MILLISECONDS);
  }
  const why = problem() ?? `did not respond within ${START_MILLISECONDS / 1000} s`;
  await s3.stop();
  return E.left(notStarted(settings, why));
};

const releasing = (s3: MiniStack, folder: StateFolder): MiniStack => ({
  ...s3,
  stop: async () => {
    await s3.stop();
    folder.release();
  },
});

/** Starts MiniStack and waits until it responds; its folder below the state folder is locked while it runs. */
export const startMiniStack =
  (settings: MiniStackSettings): TE.TaskEither<MiniStackError, MiniStack> =>
  async () => {
    const folder = lockStateFolder(folderOf(settings));
    if (E.isLeft(folder)) return folder;
    const started = await startIn(settings, folder.right.path).catch((cause: unknown) =>
      E.left(notStarted(settings, causeText(cause))),
    );
    if (E.isRight(started)) return E.right(releasing(started.right, folder.right));
    folder.right.release();
    return started;
  };
