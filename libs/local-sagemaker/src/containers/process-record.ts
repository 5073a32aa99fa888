// A note beside a process says which process the next server has to end if this server was killed.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRecord } from '../machine/is-record';
import { processStart } from '../machine/process-start';

const NAME = 'process.json';

// The folders that a container writes to; its files there may have the same name.
const NOT_OURS: readonly string[] = ['opt-ml', 'home', 'tmp', 'spare'];

/** Notes the process that leads a group. */
export const recordProcess = (folder: string, pid: number): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, NAME), JSON.stringify({ pid, start: processStart(pid) ?? null }));
};

export const forgetProcess = (folder: string): void => {
  try {
    rmSync(join(folder, NAME), { force: true });
  } catch {
    // The note names a process that has ended, so it does no harm.
  }
};

/** Ends every process of a group; one that is gone is fine. */
export const killGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
};

const LONGEST_END_MILLISECONDS = 10_000;
const LOOK_MILLISECONDS = 5;

const threadsOf = (pid: number): number => {
  try {
    return readdirSync(`/proc/${pid}/task`).length;
  } catch {
    return 0;
  }
};

// A process that was killed keeps its port and its files until the last of its threads has freed its memory; the first
// one, after which the process is named, may be a zombie long before.
const isEnding = (pid: number, start: string): boolean => {
  const found = processStart(pid);
  return found === start || (found === undefined && threadsOf(pid) > 1);
};

const untilGone = async (pid: number, start: string): Promise<void> => {
  const deadline = performance.now() + LONGEST_END_MILLISECONDS;
  while (isEnding(pid, start) && performance.now() < deadline) await sleep(LOOK_MILLISECONDS);
};

/** Ends the process noted in a folder, if it is still the same one; resolves when it is gone. */
export const endOrphan = async (folder: string): Promise<void> => {
  try {
    const record: unknown = JSON.parse(readFileSync(join(folder, NAME), 'utf8'));
    const { pid, start } = isRecord(record) ? record : {};
    // By now another process may have the same id.
    if (typeof pid === 'number' && typeof start === 'string' && processStart(pid) === start) {
      killGroup(pid);
      await untilGone(pid, start);
    }
  } catch {
    // Without a note, or with one cut short by the end of its server, no process is known.
  }
  forgetProcess(folder);
};

const foldersIn = (folder: string): readonly string[] => {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    // Nothing is there, so nothing was left behind.
    return [];
  }
};

/** Ends the processes of all containers below a folder, which a killed server left behind; resolves when they are gone. */
export const endOrphans = async (folder: string): Promise<void> => {
  const below = foldersIn(folder).filter((name) => !NOT_OURS.includes(name));
  await Promise.all([endOrphan(folder), ...below.map((name) => endOrphans(join(folder, name)))]);
};
