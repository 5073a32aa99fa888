import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { localProcesses } from '../src/aws/local-processes';

const processes = localProcesses();
const hasProc = existsSync('/proc/self/stat');

describe('the processes of this machine', () => {
  it('has this one, alive', () => {
    expect(processes.self.processId).toBe(process.pid);
    expect(processes.isAlive(processes.self)()).toBe(true);
  });

  it('distinguishes a killed process from a running one', async () => {
    const child = spawn('sleep', ['60']);
    const other = { ...processes.self, processId: child.pid ?? 0, processStart: null };
    expect(processes.isAlive(other)()).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(processes.isAlive(other)()).toBe(false);
  });

  it('does not take a later process of the same id for the one that is meant', () => {
    const earlier = { ...processes.self, processStart: '1' };
    expect(processes.isAlive(earlier)()).toBe(!hasProc);
  });

  it('gives every lease a new id', () => {
    expect(processes.newId()).not.toBe(processes.newId());
  });
});
