import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runContainer, type ContainerSpec } from '../../src/containers/container';
import { freePort, giveBackPort, isFree } from '../../src/containers/free-port';
import { processStart } from '../../src/machine/process-start';
import { bestWay, newFolder, seenIn, textOf } from '../machine.fixtures';

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const specOf = (name: string, command: readonly string[]): ContainerSpec => ({
  folder: join(folder, name),
  command,
  environment: {},
  hosts: [],
  logFile: join(folder, `${name}.log`),
  graceMilliseconds: 300,
});

describe('a container', () => {
  it('that no note can be made of does not run', async () => {
    const spec = specOf('no-note', ['sh', '-c', 'sleep 0.3; echo ran']);
    mkdirSync(join(spec.folder, 'process.json'), { recursive: true });
    const { exited, stop } = runContainer(spec, bestWay);
    expect(await exited).toEqual({ _tag: 'NotStarted', reason: expect.stringContaining('EISDIR') });
    await stop();
    await sleep(500);
    expect(textOf(spec.logFile)).toMatch(/^The program could not be started: .*EISDIR.*\n$/);
  });

  it('whose log cannot be written has not started, and says why', async () => {
    const spec = { ...specOf('no-log', ['true']), logFile: join(folder, 'no-log') };
    mkdirSync(spec.logFile);
    expect(await runContainer(spec, bestWay).exited).toEqual({
      _tag: 'NotStarted',
      reason: expect.stringContaining('EISDIR'),
    });
  });

  it('may be stopped as often as one likes, also after its end', async () => {
    const spec = specOf('stopped', ['sh', '-c', 'echo up; exec sleep 60']);
    const container = runContainer(spec, bestWay);
    await seenIn(spec.logFile, /up/);
    await Promise.all([container.stop(), container.stop()]);
    await container.stop();
    expect(await container.exited).toEqual({ _tag: 'Exited', code: 143 });
  });

  it('may be stopped before its program runs', async () => {
    const spec = specOf('at-once', ['sh', '-c', 'echo up; exec sleep 60']);
    const container = runContainer(spec, bestWay);
    await container.stop();
    expect(await container.exited).toMatchObject({ _tag: 'Exited', code: 143 });
  });
});

describe('a free port', () => {
  it('is handed out to one program only, until it is given back', async () => {
    const port = await freePort();
    expect(await isFree(port)).toBe(true);
    const same = (port - 20_000 + 0.5) / 10_000;
    await expect(freePort(() => same)).rejects.toThrow(
      /^No port from 20000 to 29999 is free on 127\.0\.0\.1\.$/,
    );
    giveBackPort(port);
    expect(await freePort(() => same)).toBe(port);
    giveBackPort(port);
  });

  it('is none that somebody listens on', async () => {
    const port = await freePort();
    const script = `require('node:net').createServer().listen(${port}, '127.0.0.1', () => console.log('up'))`;
    const other = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(other.stdout, 'data');
    expect(await isFree(port)).toBe(false);
    const ended = once(other, 'exit');
    other.kill('SIGKILL');
    await ended;
    expect(processStart(other.pid ?? 0)).toBeUndefined();
    expect(await isFree(port)).toBe(true);
    giveBackPort(port);
  });
});
