import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { optMlOf, runContainer, type ContainerSpec } from '../../src/containers/container';
import { BASE, newFolder, seenIn, untilEnded, ways } from '../machine.fixtures';

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let number = 0;
const specOf = (script: string, more: Partial<ContainerSpec> = {}): ContainerSpec => {
  const own = join(folder, `container-${(number += 1)}`);
  return {
    folder: own,
    command: ['sh', '-c', BASE + script],
    environment: {},
    hosts: ['algo-1', 'algo-2'],
    logFile: join(own, 'logs', 'algo-1.log'),
    graceMilliseconds: 300,
    ...more,
  };
};

describe.each(ways)('a container with %s', (_, isolate) => {
  it('sees its own folder as its base, and what it writes stays there', async () => {
    const optMl = existsSync('/opt/ml');
    const spec = specOf('mkdir -p $BASE/model && echo made > $BASE/model/file');
    expect(await runContainer(spec, isolate).exited).toEqual({ _tag: 'Exited', code: 0 });
    expect(readFileSync(join(optMlOf(spec.folder), 'model', 'file'), 'utf8')).toBe('made\n');
    expect(existsSync('/opt/ml')).toBe(optMl);
  });

  it('gets a clean environment: nothing of the server, but what it is given', async () => {
    process.env['SECRET_OF_THE_SERVER'] = 'secret';
    const spec = specOf('env', { environment: { GIVEN: 'yes' } });
    await runContainer(spec, isolate).exited;
    delete process.env['SECRET_OF_THE_SERVER'];
    const log = readFileSync(spec.logFile, 'utf8');
    expect(log).toContain('GIVEN=yes');
    expect(log).not.toContain('SECRET_OF_THE_SERVER');
    expect(/^HOME=(.*)$/m.exec(log)?.[1]).toBe(join(spec.folder, 'home'));
    expect(/^TMPDIR=(.*)$/m.exec(log)?.[1]).toBe(join(spec.folder, 'tmp'));
  });

  it('has a log that can be followed while it runs, of both outputs', async () => {
    const spec = specOf('echo out; echo err >&2; sleep 30');
    const container = runContainer(spec, isolate);
    await seenIn(spec.logFile, /out\nerr/);
    await container.stop();
  });

  it('reports the exit code, and that of a shell for a signal', async () => {
    expect(await runContainer(specOf('exit 7'), isolate).exited).toEqual({ _tag: 'Exited', code: 7 });
    expect(await runContainer(specOf('kill -9 $$'), isolate).exited).toEqual({ _tag: 'Exited', code: 137 });
  });

  it('may end by itself on SIGTERM, which only its leader gets', async () => {
    const spec = specOf(
      `sh -c 'trap "echo child" TERM; while :; do sleep 0.05; done' & trap 'echo asked; exit 3' TERM; echo up; wait`,
    );
    const container = runContainer(spec, isolate);
    await seenIn(spec.logFile, /up/);
    await container.stop();
    expect(await container.exited).toEqual({ _tag: 'Exited', code: 3 });
    expect(readFileSync(spec.logFile, 'utf8')).toContain('asked');
    expect(readFileSync(spec.logFile, 'utf8')).not.toContain('child');
  });

  it('is killed with all its processes when it does not end within the grace period', async () => {
    const spec = specOf(`trap '' TERM; sleep 60 & echo child $!; while :; do sleep 0.05; done`);
    const container = runContainer(spec, isolate);
    const [, child] = await seenIn(spec.logFile, /child (\d+)/);
    await container.stop();
    expect(await container.exited).toEqual({ _tag: 'Exited', code: 137 });
    await untilEnded(Number(child));
  });

  it('leaves no process behind when its leader ends', async () => {
    const spec = specOf('sleep 60 & echo child $!');
    await runContainer(spec, isolate).exited;
    const [, child] = await seenIn(spec.logFile, /child (\d+)/);
    await untilEnded(Number(child));
    expect(existsSync(join(spec.folder, 'process.json'))).toBe(false);
  });

  it.each([
    [{ command: ['no-such-program'] }, /^no program no-such-program on the PATH/],
    [{ command: [join(folder, 'plain-file')] }, /plain-file is not a program that can be run$/],
    [{ workingDirectory: '/no/such/folder' }, /^the working directory \/no\/such\/folder does not exist$/],
  ])('says what is in the way of %j', async (more, reason) => {
    writeFileSync(join(folder, 'plain-file'), 'text');
    const exit = await runContainer(specOf('true', more), isolate).exited;
    expect(exit).toEqual({ _tag: 'NotStarted', reason: expect.stringMatching(reason) });
  });
});

describe.each(ways.filter(([, isolate]) => isolate !== undefined))('a container with %s', (_, isolate) => {
  it('resolves the names of all hosts to loopback addresses, the machine does not', async () => {
    const hosts = readFileSync('/etc/hosts', 'utf8');
    const spec = specOf('getent hosts algo-1 algo-2');
    await runContainer(spec, isolate).exited;
    expect(readFileSync(spec.logFile, 'utf8').split(/\s+/)).toEqual([
      '127.0.0.1',
      'algo-1',
      '127.0.0.2',
      'algo-2',
      '',
    ]);
    expect(readFileSync('/etc/hosts', 'utf8')).toBe(hosts);
  });

  it('still has everything else of /opt', async () => {
    const spec = specOf('ls -A /opt | grep -vx ml | sort');
    const machine = specOf('ls -A /opt | grep -vx ml | sort');
    await runContainer(spec, isolate).exited;
    await runContainer(machine, undefined).exited;
    expect(readFileSync(spec.logFile, 'utf8')).toBe(readFileSync(machine.logFile, 'utf8'));
  });

  it('can be a program that was put below /opt/ml', async () => {
    const spec = specOf('', { command: ['/opt/ml/code/run'] });
    await runContainer({ ...spec, command: ['mkdir', '/opt/ml/code'] }, isolate).exited;
    writeFileSync(join(optMlOf(spec.folder), 'code', 'run'), '#!/bin/sh\nexit 5\n', { mode: 0o755 });
    expect(await runContainer(spec, isolate).exited).toEqual({ _tag: 'Exited', code: 5 });
  });
});
