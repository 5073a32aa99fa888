// Tells a process from a later one with the same number.
import { readFileSync } from 'node:fs';

// Fields of /proc/<pid>/stat, counted from the one after the command's name.
const STATE = 0;
const START_TIME = 19;

/**
 * When a process started, in the kernel's own unit: tells a process from a later one of the same number. Undefined for
 * one that has ended, even if its parent has not asked for its end yet, and where the system does not tell.
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
