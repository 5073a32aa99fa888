// A note beside a process tells the next server which process to end if this one was killed.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRecord } from '../service-model/findings';
import { processStart } from '../store/state-folder';

const NAME = 'process.json';

/** Notes the process that leads a group. */
export const recordProcess = (folder: string, pid: number): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, NAME), JSON.stringify({ pid, start: processStart(pid) ?? null }));
};

export const forgetProcess = (folder: string): void => rmSync(join(folder, NAME), { force: true });

/** Ends every process of a group; one that is gone is fine. */
export const killGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
};

const endRecorded = (file: string): void => {
  const record: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isRecord(record) || typeof record.pid !== 'number' || typeof record.start !== 'string') return;
  // The number alone may be another process by now.
  if (processStart(record.pid) === record.start) killGroup(record.pid);
};

/** Ends the processes that a killed server left behind, and removes their folders. */
export const endOrphans = (containersFolder: string): void => {
  let files: readonly string[] = [];
  try {
    files = readdirSync(containersFolder, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith(NAME),
    );
  } catch {
    return;
  }
  for (const path of files) {
    const file = join(containersFolder, path);
    try {
      endRecorded(file);
    } catch {
      // A note cut short by the end of its server names nobody.
    }
    rmSync(dirname(file), { recursive: true, force: true });
  }
};
