// A note beside a process tells the next server which process to end if this one was killed.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** Ends the processes noted below a folder, which a killed server left behind. */
export const endOrphans = (folder: string): void => {
  let files: readonly string[] = [];
  try {
    files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith(NAME));
  } catch {
    return;
  }
  for (const path of files) {
    const file = join(folder, path);
    try {
      endRecorded(file);
    } catch {
      // A note cut short by the end of its server names nobody.
    }
    rmSync(file, { force: true });
  }
};
