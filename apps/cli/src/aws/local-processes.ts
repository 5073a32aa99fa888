// The port to the processes of this machine, over Node and, where there is one, /proc.
import type { Processes, RunnerProcess } from '@credit-risk/pipelines';
import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

const orNull = (read: () => string): string | null => {
  try {
    return read();
  } catch {
    return null;
  }
};

// Fields of /proc/<pid>/stat, counted from the one after the command's name.
const stateField = 0;
const startField = 19;

// The command's name may hold blanks and brackets: fields are counted after its closing one.
const statOf = (processId: number): readonly string[] | null => {
  const stat = orNull(() => readFileSync(`/proc/${processId}/stat`, 'utf8'));
  return stat === null ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
};

// Containers of one machine may share its name but not its process ids, and a machine that was started again has others.
const processSpace = (): string | null => {
  const boot = orNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const namespace = orNull(() => readlinkSync('/proc/self/ns/pid'));
  return boot === null || namespace === null ? null : `${boot} ${namespace}`;
};

const exists = (processId: number): boolean => {
  try {
    process.kill(processId, 0);
    return true;
  } catch (cause) {
    // A process of somebody else.
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
};

const isAlive = ({ processId, processStart }: RunnerProcess): boolean => {
  if (!exists(processId)) return false;
  const stat = statOf(processId);
  if (stat === null) return true;
  // One that has ended stays as a zombie until its parent asks for it.
  return stat[stateField] !== 'Z' && (processStart === null || stat[startField] === processStart);
};

/**
 * The processes of this machine.
 *
 * @example
 * localProcesses().self.processId; // process.pid
 */
export const localProcesses = (): Processes => ({
  self: {
    host: hostname(),
    processSpace: processSpace(),
    processId: process.pid,
    processStart: statOf(process.pid)?.[startField] ?? null,
  },
  isAlive: (other) => () => isAlive(other),
  newId: randomUUID,
});
