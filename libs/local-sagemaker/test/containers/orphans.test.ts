import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endOrphans, recordProcess } from '../../src/containers/process-record';
import { isAlive, newFolder, untilEnded } from '../machine.fixtures';

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// A group of two processes; the result is its leader.
const group = async () => {
  const leader = spawn('sh', ['-c', 'sleep 60 & echo $!; wait'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line]: unknown[] = await once(leader.stdout, 'data');
  return { leader, pid: leader.pid ?? 0, child: Number(String(line)) };
};

describe('what a killed server left behind', () => {
  it('is ended with its whole group, and its note is gone', async () => {
    const { leader, pid, child } = await group();
    const own = join(folder, 'processing-job', 'algo-1');
    recordProcess(own, pid);
    const ended = once(leader, 'exit');
    await endOrphans(folder);
    await ended;
    await untilEnded(child);
    expect(existsSync(join(own, 'process.json'))).toBe(false);
  });

  it('is not a process that has the same number but another start', async () => {
    const { leader, pid } = await group();
    const own = join(folder, 'training-job', 'algo-1');
    recordProcess(own, pid);
    const note: unknown = JSON.parse(readFileSync(join(own, 'process.json'), 'utf8'));
    writeFileSync(join(own, 'process.json'), JSON.stringify({ ...Object(note), start: '1' }));
    await endOrphans(folder);
    expect(isAlive(pid)).toBe(true);
    const ended = once(leader, 'exit');
    process.kill(-pid, 'SIGKILL');
    await ended;
  });

  it('is nothing that a container itself wrote, nor a file of another name', async () => {
    const { leader, pid } = await group();
    const own = join(folder, 'training-other', 'algo-1', 'opt-ml', 'model');
    recordProcess(own, pid);
    const other = join(folder, 'state', 'preprocess.json');
    mkdirSync(join(folder, 'state'));
    writeFileSync(other, '{}');
    await endOrphans(folder);
    expect(isAlive(pid)).toBe(true);
    expect(existsSync(join(own, 'process.json'))).toBe(true);
    expect(existsSync(other)).toBe(true);
    const ended = once(leader, 'exit');
    process.kill(-pid, 'SIGKILL');
    await ended;
  });

  it('does nothing where a note is cut short, or a folder is missing', async () => {
    const own = join(folder, 'endpoint-x', 'id', 'v-0');
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, 'process.json'), '{"pid": 1');
    await endOrphans(folder);
    expect(existsSync(join(own, 'process.json'))).toBe(false);
    await endOrphans(join(folder, 'nowhere'));
  });
});
