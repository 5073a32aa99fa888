// The program as a process: signals, streams and the environment.
import { systemClock } from '@credit-risk/aws-effects';
import { startTestCloud, type TestCloud } from '@credit-risk/pipeline-worlds';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleFile } from './example.fixtures';

const minute = 60_000;
const project = join(__dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'cli-'));
let cloud: TestCloud | undefined;

const write = (name: string, config: object): string => {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(config));
  return file;
};

const example: Record<string, unknown> = JSON.parse(exampleFile);
const config = write('config.json', example);
const slow = write('slow.json', {
  ...example,
  stages: { featureEngineering: { image: { repository: 'credit-risk/job', tag: 'slow' } } },
});

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when standard error has the text. */
  readonly printed: (text: string) => Promise<void>;
}

const start = (environment: Readonly<Record<string, string>>, ...args: readonly string[]): Started => {
  const node = ['--conditions=@credit-risk/source', '--import', 'tsx', 'src/main.ts'];
  const child = spawn(process.execPath, [...node, ...args], {
    cwd: project,
    env: { PATH: process.env['PATH'], HOME: folder, ...environment },
  });
  const output = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].on('data', (chunk) => {
      output[stream] += String(chunk);
      listeners.forEach((listener) => listener());
    });
  }
  return {
    child,
    ended: new Promise((resolve) => child.on('close', (exitCode) => resolve({ exitCode, ...output }))),
    printed: (text) =>
      new Promise((resolve) => {
        const look = (): void => (output.stderr.includes(text) ? resolve() : undefined);
        listeners.add(look);
        look();
      }),
  };
};

const environment = (): Readonly<Record<string, string>> => cloud?.environment ?? {};

const leaseOf = async (id: string): Promise<string> => {
  const uri = `s3://credit-risk/artifacts/runs/${id}/stages/feature-engineering/lease.json`;
  const read = await cloud?.ports().objects.read(uri)();
  return read?._tag === 'Right' && read.right._tag === 'Some' ? Buffer.from(read.right.value).toString() : '';
};

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** Takes connections and never responds. */
const silent = createServer((socket) => {
  silentSockets.add(socket);
});
const silentSockets = new Set<Socket>();

beforeAll(async () => {
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  cloud = await startTestCloud();
}, minute);

afterAll(async () => {
  await cloud?.stop();
  silent.close();
  for (const socket of silentSockets) socket.destroy();
  rmSync(folder, { recursive: true, force: true });
}, minute);

describe('the program as a process', () => {
  it(
    'runs the pipeline with nothing but the AWS variables; standard output holds only the result',
    async () => {
      const { exitCode, stdout, stderr } = await start(environment(), 'run', 'training', '--config', config)
        .ended;
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      expect(JSON.parse(stdout)).toMatchObject({ endpoint: 'credit-risk-local', clients: 2 });
      for (const line of stderr.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg');
    },
    minute,
  );

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'on %s stops the job that it waits for and ends with 130 within ten seconds',
    async (signal) => {
      const id = `ended-by-${signal.toLowerCase()}`;
      const run = start(environment(), 'run', 'training', '--config', slow, '--run-id', id);
      await run.printed('"status":"InProgress"');
      const before = performance.now();
      run.child.kill(signal);
      const { exitCode, stdout, stderr } = await run.ended;
      expect(exitCode).toBe(130);
      expect(performance.now() - before).toBeLessThan(10_000);
      expect(stdout).toBe('');
      expect(stderr).toContain('the job was asked to stop');
      const name = `credit-risk-local-feature-engineering-${id}-1`;
      const job = await cloud?.ports().sagemaker.describeProcessingJob(name)();
      expect(job).toMatchObject({ right: { status: expect.stringMatching(/^Stop/) } });
      expect(await leaseOf(id)).toContain('"releasedAt":"2');
    },
    minute,
  );

  it.each([
    ['a second signal', 2, '8', 'A second signal came'],
    ['the time to stop', 1, '0.5', 'Stopping took longer than 0.5 s'],
  ] as const)(
    'after %s does not wait for a job to stop: it reports that, and gives its lease back',
    async (_, signals, stopTimeout, notice) => {
      const id = `forced-by-${signals}`;
      const args = ['run', 'training', '--config', slow, '--run-id', id];
      const run = start({ ...environment(), CREDIT_RISK_STOP_TIMEOUT: stopTimeout }, ...args);
      await run.printed('"status":"InProgress"');
      await cloud?.faults({ operation: 'StopProcessingJob', delayMilliseconds: minute });
      const before = performance.now();
      for (let sent = 0; sent < signals; sent += 1) {
        run.child.kill('SIGTERM');
        await systemClock.sleep(200)();
      }
      const { exitCode, stderr } = await run.ended;
      await cloud?.faults();
      expect(performance.now() - before).toBeLessThan(5_000);
      expect(exitCode).toBe(130);
      expect(stderr).toContain(`${notice}: the run ends at once, and leaves its remote work as it is.`);
      const lastLine: unknown = JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '');
      expect(lastLine).toMatchObject({ error: 'Interrupted', exitCode: 130 });
      expect(await leaseOf(id)).toContain('"releasedAt":"2');
    },
    minute,
  );

  it(
    'killed, and run again, attaches to the job that is still running',
    async () => {
      const args = ['run', 'training', '--config', slow, '--run-id', 'killed'];
      const first = start(environment(), ...args);
      await first.printed('"status":"InProgress"');
      first.child.kill('SIGKILL');
      await first.ended;
      const second = start(environment(), ...args);
      await second.printed('"event":"overtook"');
      await second.printed('"event":"attached"');
      second.child.kill('SIGTERM');
      expect((await second.ended).exitCode).toBe(130);
    },
    minute,
  );

  it(
    'with an S3 that cannot be reached ends with 4 and names the address',
    async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      const port = portOf(server);
      server.close();
      await once(server, 'close');
      const unreachable = { ...environment(), AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}` };
      const { exitCode, stdout, stderr } = await start(unreachable, 'run', 'training', '--config', config)
        .ended;
      expect({ exitCode, stdout }).toEqual({ exitCode: 4, stdout: '' });
      expect(stderr).toContain(`S3 is looked for at http://127.0.0.1:${port}`);
    },
    minute,
  );

  it(
    'with an S3 that takes calls and never responds ends with 4, in JSON lines like everything',
    async () => {
      const unheard = {
        ...environment(),
        AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${portOf(silent)}`,
        CREDIT_RISK_REQUEST_TIMEOUT: '0.2',
      };
      const where = ['--run-id', 'r1', '--artifacts', 's3://credit-risk/artifacts'];
      const ended = await start(unheard, 'status', 'training', ...where).ended;
      expect(ended).toMatchObject({ exitCode: 4, stdout: '' });
      const lines = ended.stderr
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line));
      expect(lines.at(-1)).toMatchObject({
        error: 'CallFailed',
        msg: expect.stringMatching(/GetObject got no response: .* 200 ms .*S3 is looked for at/),
      });
    },
    minute,
  );

  it('with a setting that is not a number ends with 2 and names it', async () => {
    const { exitCode, stderr } = await start({ CREDIT_RISK_STOP_TIMEOUT: 'soon' }, 'graph').ended;
    expect(exitCode).toBe(2);
    expect(stderr).toContain('CREDIT_RISK_STOP_TIMEOUT is');
  });
});
