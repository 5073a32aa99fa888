import * as E from 'fp-ts/Either';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  bestWay,
  BUCKET,
  isAlive,
  REGION,
  seenIn,
  startS3,
  textOf,
  until,
  untilEnded,
  type LocalS3,
} from '../machine.fixtures';
import {
  ask,
  deploy,
  deploymentOf,
  faultOf,
  fleetsOver,
  json,
  logOf,
  pidsIn,
  putUp,
  type Fleets,
} from './serving.fixtures';

jest.setTimeout(60_000);

let s3: LocalS3;
const running: Fleets[] = [];
beforeAll(async () => {
  s3 = await startS3();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((fleets) => fleets.stopAll()));
});
afterAll(() => s3.stop());

const newFleets = (
  ...more: Parameters<typeof fleetsOver> extends [unknown, ...infer Rest] ? Rest : never
) => {
  const fleets = fleetsOver(s3, ...more);
  running.push(fleets);
  return fleets;
};
const deafTo = (signal: string): string => {
  const file = join(s3.folder, 'deaf.cjs');
  writeFileSync(
    file,
    `const on = process.on; process.on = (name, ...rest) => on.call(process, name, ...(name === '${signal}' ? [() => undefined] : rest));`,
  );
  return file;
};

describe('a deployment', () => {
  it.each([
    ['does not respond to its ping with 200', { environment: { PING: '500' } }],
    ['ends at once', { image: 'broken' }],
  ])('of a container that %s fails, and nothing of it is left', async (_, broken) => {
    const fleets = newFleets({
      instances: { isolate: bestWay, startupMilliseconds: 700, pingIntervalMilliseconds: 20 },
    });
    const failed = await deploy(fleets, 'no-ping', { good: { count: 2 }, bad: broken });
    expect(failed).toEqual(
      E.left(
        expect.stringMatching(
          /^The primary container for production variant bad did not pass the ping health check\. Please check CloudWatch logs for this endpoint\. \(Here: .*no-ping\)$/,
        ),
      ),
    );
    const pids = ['good-0', 'good-1', 'bad-0'].flatMap((name) => pidsIn(logOf(s3, 'no-ping', name)));
    expect(pids.length).toBeGreaterThanOrEqual(2);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(await faultOf(fleets, 'no-ping', 'who')).toMatchObject({ code: 'ServiceUnavailable' });
  });

  it.each([
    [
      { image: 'unknown' },
      /^No launcher for the image local\/unknown:1: add one to "images" in images\.json\.$/,
    ],
    [
      { modelData: `s3://${BUCKET}/no/model.tar.gz` },
      /^The model of production variant v could not be prepared: NoSuchKey/,
    ],
  ])('of %j fails with the reason', async (variant, reason) => {
    expect(await deploy(newFleets(), 'reason', { v: variant })).toEqual(
      E.left(expect.stringMatching(reason)),
    );
  });

  it('logs which program could not be started', async () => {
    const { models, config } = deploymentOf({ v: {} });
    const [launcher] = [{ image: '*', entrypoint: ['no-such-program'], environment: {} }];
    const fleets = newFleets({
      machine: {
        stateFolder: s3.folder,
        s3: s3.client,
        images: { source: 'images.json', launchers: [launcher] },
        region: REGION,
        accountId: '123456789012',
        awsEnvironment: {},
        graceMilliseconds: 500,
      },
    });
    const failed = await fleets.deploy({ endpointName: 'no-program', models, config });
    expect(E.isLeft(failed)).toBe(true);
    expect(textOf(logOf(s3, 'no-program', 'v-0'))).toBe(
      `The program could not be started: no program no-such-program on the PATH (${process.env['PATH']})\n`,
    );
  });
});

describe('an endpoint', () => {
  it('starts an instance that dies again, and serves by the others meanwhile', async () => {
    const fleets = newFleets();
    await putUp(fleets, 'dying', deploymentOf({ v: { count: 2 } }));
    const logs = ['v-0', 'v-1'].map((name) => logOf(s3, 'dying', name));
    await faultOf(fleets, 'dying', 'die');
    const responses = await Promise.all(Array.from({ length: 20 }, () => ask(fleets, 'dying', 'who')));
    expect(new Set(responses.map((response) => json(response).pid)).size).toBe(1);
    await until(() => (logs.flatMap(pidsIn).length === 3 ? true : undefined));
    await until(async () => {
      const pids = await Promise.all([1, 2].map(async () => json(await ask(fleets, 'dying', 'who')).pid));
      return new Set(pids).size === 2 ? true : undefined;
    });
  });

  it('gets no response while its only instance is down, and gets one again', async () => {
    const fleets = newFleets();
    await putUp(fleets, 'single', deploymentOf({ v: {} }));
    await faultOf(fleets, 'single', 'die');
    const [pid = 0] = pidsIn(logOf(s3, 'single', 'v-0'));
    await untilEnded(pid);
    expect(await faultOf(fleets, 'single', 'who')).toBeDefined();
    const back = await until(async () => {
      const outcome = await fleets.invoke({ EndpointName: 'single', Body: Buffer.from('who') });
      return E.isRight(outcome) ? json(Buffer.from(outcome.right.Body).toString()).pid : undefined;
    });
    expect(back).not.toBe(pid);
  });

  it('is updated without a request that fails: requests in flight get their response from the old fleet', async () => {
    const fleets = newFleets();
    await putUp(fleets, 'updated', deploymentOf({ blue: {} }));
    const [blue = 0] = pidsIn(logOf(s3, 'updated', 'blue-0'));
    let isOver = false;
    const responses: string[] = [];
    const asking = Array.from({ length: 4 }, async () => {
      while (!isOver) responses.push(await ask(fleets, 'updated', 'wait 5'));
    });
    const slow = ask(fleets, 'updated', 'wait 600');
    await seenIn(logOf(s3, 'updated', 'blue-0'), /asked wait/);
    await putUp(fleets, 'updated', deploymentOf({ green: {} }));
    await untilEnded(blue);
    isOver = true;
    await Promise.all(asking);
    expect(await slow).toBe('waited in blue');
    expect(responses.at(0)).toBe('waited in blue');
    expect(responses.at(-1)).toBe('waited in green');
  });

  it('that is deleted has no processes, no folder and no responses any more', async () => {
    const fleets = newFleets();
    await putUp(fleets, 'deleted', deploymentOf({ v: { count: 2 } }));
    const pids = ['v-0', 'v-1'].flatMap((name) => pidsIn(logOf(s3, 'deleted', name)));
    expect(pids.filter(isAlive)).toHaveLength(2);
    await fleets.retire('deleted');
    expect(pids.filter(isAlive)).toEqual([]);
    expect(existsSync(join(s3.folder, 'containers', 'endpoint-deleted', 'deployment-1'))).toBe(false);
    expect(await faultOf(fleets, 'deleted', 'who')).toMatchObject({ code: 'ServiceUnavailable' });
    // An instance that is stopped is not one that died.
    await sleep(700);
    expect(pidsIn(logOf(s3, 'deleted', 'v-0'))).toHaveLength(1);
  });

  it('gets one signal to end, however many callers want its end', async () => {
    const fleets = newFleets();
    await putUp(fleets, 'once', deploymentOf({ v: {} }));
    const retired = fleets.retire('once');
    // Signals that are not handled yet would count as one.
    await seenIn(logOf(s3, 'once', 'v-0'), /^term$/m);
    await Promise.all([retired, fleets.stopAll(), fleets.stopAll()]);
    expect(textOf(logOf(s3, 'once', 'v-0')).match(/^term$/gm)).toHaveLength(1);
  });
});

describe('the end of the server', () => {
  it('ends every process: of what serves, of what an update left behind, of what is coming up', async () => {
    const fleets = newFleets({
      instances: { isolate: bestWay, startupMilliseconds: 60_000, pingIntervalMilliseconds: 20 },
    });
    await putUp(fleets, 'serving', deploymentOf({ v: {} }));
    const waiting = deploy(fleets, 'coming', { v: { environment: { PING: '503' } } });
    await seenIn(logOf(s3, 'coming', 'v-0'), /^up \d+/m);
    await fleets.stopAll();
    expect(E.isLeft(await waiting)).toBe(true);
    const pids = ['serving', 'coming'].flatMap((name) => pidsIn(logOf(s3, name, 'v-0')));
    expect(pids).toHaveLength(2);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(await deploy(fleets, 'late', { v: {} })).toEqual(E.left(expect.any(String)));
    expect(pidsIn(logOf(s3, 'late', 'v-0')).filter(isAlive)).toEqual([]);
  });

  it('does not wait for a container that does not listen, longer than its time', async () => {
    const fleets = newFleets();
    const deaf = { environment: { NODE_OPTIONS: `--require ${deafTo('SIGTERM')}` } };
    await putUp(fleets, 'deaf', deploymentOf({ v: deaf }));
    const [pid = 0] = pidsIn(logOf(s3, 'deaf', 'v-0'));
    const before = performance.now();
    await fleets.stopAll();
    expect(performance.now() - before).toBeLessThan(3_000);
    expect(isAlive(pid)).toBe(false);
  });
});
