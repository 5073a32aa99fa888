// Distinguishes a process from a later one with the same id.
import { readFileSync } from 'node:fs';

// Fields of /proc/<pid>/stat, counted from the one after the command's name.
const STATE = 0;
const START_TIME = 19;

/**
 * When a process started, in the kernel's unit: the same id with another start is another process. Undefined for a
 * process that has ended, even if its parent has not collected its exit code yet, and on systems without /proc.
 */
export const processStart = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name may hold blanks and brackets: fields are counted after its closing one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[STATE] === 'Z' ? undefined : fields[START_TIME];
  } catch {
    return undefined;
  }
};
