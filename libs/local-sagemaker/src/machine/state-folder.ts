// The folder with all state belongs to one server at a time: a lock file names the process that has it.
import * as E from 'fp-ts/Either';
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { noRoomIn } from './disk';
import { processStart } from './process-start';

export interface StateFolderError {
  readonly _tag: 'StateFolderInUse' | 'StateFolderUnusable' | 'DiskFull';
  readonly message: string;
  readonly cause?: unknown;
}

export interface StateFolder {
  readonly path: string;
  readonly release: () => void;
}

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
};

const isHeld = (holder: string): boolean => {
  const [pid, start] = holder.split(' ');
  const number = Number(pid);
  return (
    Number.isInteger(number) && number > 0 && exists(number) && (processStart(number) ?? '') === (start ?? '')
  );
};

const tryLink = (own: string, lock: string): boolean => {
  try {
    linkSync(own, lock);
    return true;
  } catch {
    return false;
  }
};

const take = (lock: string): string | undefined => {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, `${process.pid} ${processStart(process.pid) ?? ''}`);
  try {
    if (tryLink(own, lock)) return undefined;
    const holder = existsSync(lock) ? readFileSync(lock, 'utf8') : '';
    if (isHeld(holder)) return holder;
    rmSync(lock, { force: true });
    return tryLink(own, lock) ? undefined : readFileSync(lock, 'utf8');
  } finally {
    rmSync(own, { force: true });
  }
};

const unusable = (path: string, cause: unknown): StateFolderError => ({
  _tag: 'StateFolderUnusable',
  message: `The state folder ${path} cannot be used (${cause instanceof Error ? cause.message : String(cause)}): give another one with --state.`,
  cause,
});

const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};

// Node's `recursive` never returns below /proc, which reports folders that exist as missing.
const makeFolder = (path: string): void => {
  if (isFolder(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (cause) {
    if (!isFolder(path)) throw cause;
  }
};

/** Makes a folder for state, if it is not there; one that cannot be written to, or whose disk is full, is an error. */
export const makeStateFolder = (path: string): E.Either<StateFolderError, void> => {
  try {
    makeFolder(resolve(path));
    accessSync(path, constants.W_OK);
    const noRoom = noRoomIn(path);
    return noRoom === undefined ? E.right(undefined) : E.left({ _tag: 'DiskFull', message: noRoom });
  } catch (cause) {
    return E.left(unusable(path, cause));
  }
};

/**
 * Takes the folder for this process, making it if need be. The lock of a process that is gone (also after `kill -9`)
 * does not count.
 */
export const lockStateFolder = (path: string): E.Either<StateFolderError, StateFolder> => {
  const lock = join(path, 'server.lock');
  const made = makeStateFolder(path);
  if (E.isLeft(made)) return made;
  try {
    const holder = take(lock);
    return holder === undefined
      ? E.right({ path, release: () => rmSync(lock, { force: true }) })
      : E.left({
          _tag: 'StateFolderInUse',
          message: `The state folder ${path} is in use by process ${holder.split(' ')[0] ?? ''}: stop that server, or give this one another folder with --state.`,
        });
  } catch (cause) {
    return E.left(unusable(path, cause));
  }
};
