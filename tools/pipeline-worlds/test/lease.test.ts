import {
  Lease,
  type Ports,
  runPipeline,
  severityOf,
  statusOfStage,
  stopStage,
  submitStage,
  trainingPipeline,
  waitForStage,
} from '@credit-risk/pipelines';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { awsError } from '../src/fake-world/aws-error';
import { fakeProcess } from '../src/fake-world/fake-processes';
import { fakeWorld, type FakeWorld } from '../src/fake-world/fake-world';
import { aRun, leftOf, rightOf, stage } from '../src/fake-world/run';

const run = aRun();
const training = runPipeline(trainingPipeline, run);
const second = 1000;

const uriOf = (name: string): string => `s3://credit-risk/artifacts/runs/r1/stages/${name}/lease.json`;
const leaseIn = (world: FakeWorld, name: string): Lease => {
  const lease: unknown = JSON.parse(world.objects.text(uriOf(name)) ?? 'null');
  if (!Lease.is(lease)) throw new Error(`no lease: ${JSON.stringify(lease)}`);
  return lease;
};

/** Another runner in the same world. */
const another = (world: FakeWorld): Ports => ({ ...world.ports, processes: fakeProcess().port });

const leaseOf = (world: FakeWorld, holder: Partial<Lease['holder']>, name = 'get-config'): Lease => ({
  leaseVersion: 1,
  runId: 'r1',
  stage: stage(name).name,
  holder: { ...fakeProcess().port.self, id: 'theirs', ...holder },
  renewedAt: new Date(world.now()).toISOString(),
  releasedAt: null,
});

const put = (world: FakeWorld, lease: Lease): void =>
  void world.objects.stored.set(uriOf(lease.stage), Buffer.from(JSON.stringify(lease)));

const reported = (world: FakeWorld, kind: string) => world.events.filter((event) => event.kind === kind);

/** A world whose job has been submitted, and takes ten minutes. */
const withLongJob = async (): Promise<FakeWorld> => {
  const world = fakeWorld();
  const { sagemaker } = world.ports;
  const begin = world.now();
  const describeProcessingJob: typeof sagemaker.describeProcessingJob = (name) => async () => {
    const job = await sagemaker.describeProcessingJob(name)();
    const isLong = E.isRight(job) && world.now() - begin < 600 * second;
    return isLong ? E.right({ ...job.right, status: 'InProgress' }) : job;
  };
  const slow = { ...world, ports: { ...world.ports, sagemaker: { ...sagemaker, describeProcessingJob } } };
  for (const name of ['get-config', 'feature-engineering']) {
    rightOf(await submitStage(stage(name), run)(slow.ports)());
    if (name === 'get-config') rightOf(await waitForStage(stage(name), run)(slow.ports)());
  }
  return slow;
};

describe('two runners of one run at the same time', () => {
  it('do not work on the same stage: one learns which runner does', async () => {
    const world = fakeWorld();
    const [one, other] = await Promise.all([training(world.ports)(), training(another(world))()]);
    expect(rightOf(one).size).toBe(6);
    const error = leftOf(other);
    expect(error).toMatchObject({
      _tag: 'StageBusy',
      runId: 'r1',
      stage: 'feature-engineering',
      host: 'here',
      processId: world.ports.processes.self.processId,
    });
    expect(severityOf(error)).toBe('retryable');
    expect(world.jobs.all).toHaveLength(2);
  });

  it('are one after the other when the second has to wait: it finds the work done', async () => {
    const world = await withLongJob();
    const waiting = waitForStage(stage('feature-engineering'), run)(world.ports)();
    await world.ports.clock.sleep(second)();
    const patient: Ports = { ...another(world), whenBusy: 'wait' };
    const found = waitForStage(stage('feature-engineering'), run)(patient)();
    expect(rightOf(await found)).toEqual(rightOf(await waiting));
    expect(reported(world, 'busy')).toMatchObject([{ stage: 'feature-engineering' }]);
    expect(reported(world, 'overtook')).toEqual([]);
    expect(world.jobs.all).toHaveLength(1);
  });

  it('are one after the other also when the second is interrupted: it leaves the work to the first', async () => {
    const world = await withLongJob();
    const waiting = waitForStage(stage('feature-engineering'), run)(world.ports)();
    await world.ports.clock.sleep(second)();
    const interruption = new AbortController();
    const patient: Ports = { ...another(world), whenBusy: 'wait', signal: interruption.signal };
    const other = submitStage(stage('feature-engineering'), run)(patient)();
    await world.ports.clock.sleep(100 * second)();
    interruption.abort();
    expect(leftOf(await other)).toMatchObject({
      _tag: 'Interrupted',
      stages: [{ remote: 'another runner works on it and continues' }],
    });
    rightOf(await waiting);
  });

  it('keep away from each other for as long as the work takes: the lease is renewed', async () => {
    const world = await withLongJob();
    const begin = world.now();
    const waiting = waitForStage(stage('feature-engineering'), run)(world.ports)();
    const visitor = another(world);
    const refusals: unknown[] = [];
    for (;;) {
      await visitor.clock.sleep(25 * second)();
      const seen = await submitStage(stage('feature-engineering'), run)(visitor)();
      if (E.isRight(seen)) break;
      refusals.push(seen.left._tag);
    }
    rightOf(await waiting);
    expect(world.now() - begin).toBeGreaterThan(600 * second);
    expect(refusals.length).toBeGreaterThan(10);
    expect(new Set(refusals)).toEqual(new Set(['StageBusy']));
  });

  it('do so also while S3 does not respond for less than a lease lasts', async () => {
    const world = await withLongJob();
    const { objects } = world.ports;
    const since = world.now();
    const isDown = () => world.now() - since > 65 * second && world.now() - since < 110 * second;
    const replace: typeof objects.replace = (...args) =>
      TE.flatten(
        TE.fromIO(() => (isDown() ? awsError('Unavailable', 'PutObject') : objects.replace(...args))),
      );
    const flaky = { ...world.ports, objects: { ...objects, replace } };
    const waiting = waitForStage(stage('feature-engineering'), run)(flaky)();
    await world.ports.clock.sleep(150 * second)();
    const visit = submitStage(stage('feature-engineering'), run)(another(world));
    expect(leftOf(await visit())._tag).toBe('StageBusy');
    rightOf(await waiting);
  });

  it('may both observe and stop: an operator is never locked out', async () => {
    const world = await withLongJob();
    const waiting = waitForStage(stage('feature-engineering'), run)(world.ports)();
    await world.ports.clock.sleep(second)();
    const operator = another(world);
    const name = 'feature-engineering';
    expect(rightOf(await statusOfStage(stage(name), run)(operator)()).status).toBe('InProgress');
    expect(rightOf(await stopStage(stage(name), run)(operator)()).remote).toBe('the job was asked to stop');
    expect(leftOf(await waiting)).toMatchObject({ _tag: 'JobFailed', status: 'Stopped' });
  });
});

describe('a lease', () => {
  it('is released after success: another runner need not wait', async () => {
    const world = fakeWorld();
    rightOf(await submitStage(stage('get-config'), run)(world.ports)());
    expect(leaseIn(world, 'get-config').releasedAt).not.toBeNull();
    rightOf(await waitForStage(stage('get-config'), run)(another(world))());
    expect(reported(world, 'overtook')).toEqual([]);
  });

  it('is released after a failure', async () => {
    const world = fakeWorld();
    world.objects.stored.clear();
    expect(leftOf(await training(world.ports)())._tag).toBe('DatasetMissing');
    expect(leftOf(await training(another(world))())._tag).toBe('DatasetMissing');
  });

  it('is released when the runner is forced to end, whatever the work is at', async () => {
    const world = await withLongJob();
    const { sagemaker } = world.ports;
    const silent: Ports = {
      ...world.ports,
      sagemaker: { ...sagemaker, stopProcessingJob: () => () => new Promise(() => undefined) },
    };
    const waiting = waitForStage(stage('feature-engineering'), run)(silent)();
    await world.ports.clock.sleep(30 * second)();
    world.interruption.abort();
    await new Promise(setImmediate);
    world.force.abort();
    expect(leftOf(await waiting)).toMatchObject({
      _tag: 'Interrupted',
      stages: [{ remote: 'the runner was forced to end and left the work as it is' }],
    });
    expect(leaseIn(world, 'feature-engineering').releasedAt).not.toBeNull();
  });

  it('is released after an interruption', async () => {
    const world = await withLongJob();
    const waiting = waitForStage(stage('feature-engineering'), run)(world.ports)();
    await world.ports.clock.sleep(30 * second)();
    world.interruption.abort();
    expect(leftOf(await waiting)._tag).toBe('Interrupted');
    expect(leaseIn(world, 'feature-engineering').releasedAt).not.toBeNull();
  });

  it.each([
    ['right', 0],
    ['a day late', -86_400],
    ['a day early', 86_400],
  ])(
    'of another machine that is not renewed is taken over after a minute, though its clock is %s',
    async (_, seconds) => {
      const world = fakeWorld();
      const renewedAt = new Date(world.now() + seconds * second).toISOString();
      put(world, { ...leaseOf(world, { host: 'elsewhere', processId: 4711 }), renewedAt });
      const begin = world.now();
      rightOf(await submitStage(stage('get-config'), run)(world.ports)());
      expect(world.now() - begin).toBeGreaterThanOrEqual(60 * second);
      expect(world.now() - begin).toBeLessThan(65 * second);
      expect(reported(world, 'overtook')).toMatchObject([
        { stage: 'get-config', holder: 'process 4711 on elsewhere' },
      ]);
    },
  );

  it('of a process of this machine that is dead is taken over at once', async () => {
    const world = fakeWorld();
    const killed = fakeProcess();
    put(world, leaseOf(world, killed.port.self));
    killed.die();
    const begin = world.now();
    rightOf(await submitStage(stage('get-config'), run)(world.ports)());
    expect(world.now()).toBe(begin);
    expect(reported(world, 'overtook')).toHaveLength(1);
  });

  it('of a container whose process ids mean nothing here counts, whatever lives here', async () => {
    const world = fakeWorld();
    const killed = fakeProcess();
    killed.die();
    put(world, leaseOf(world, { ...killed.port.self, processSpace: 'of-a-container' }));
    const begin = world.now();
    rightOf(await submitStage(stage('get-config'), run)(world.ports)());
    expect(world.now() - begin).toBeGreaterThanOrEqual(60 * second);
  });

  it('is not needed for what is complete', async () => {
    const world = fakeWorld();
    const manifests = rightOf(await training(world.ports)());
    for (const name of manifests.keys()) put(world, leaseOf(world, { host: 'elsewhere' }, name));
    expect(rightOf(await training(world.ports)())).toEqual(manifests);
    rightOf(await submitStage(stage('training'), run)(world.ports)());
    rightOf(await waitForStage(stage('training'), run)(world.ports)());
  });

  it('that was taken over is reported, left alone, and does not end the work', async () => {
    const world = await withLongJob();
    const waiting = waitForStage(stage('feature-engineering'), run)(world.ports)();
    await world.ports.clock.sleep(30 * second)();
    const theirs = leaseOf(world, { host: 'elsewhere', processId: 4711 }, 'feature-engineering');
    put(world, theirs);
    rightOf(await waiting);
    expect(reported(world, 'overtaken')).toMatchObject([
      { stage: 'feature-engineering', holder: 'process 4711 on elsewhere' },
    ]);
    expect(leaseIn(world, 'feature-engineering')).toEqual(theirs);
  });

  it('is held although the response to its writing was lost', async () => {
    const world = fakeWorld();
    const { objects } = world.ports;
    let losses = 0;
    const writeNew: typeof objects.writeNew = (uri, text) => async () => {
      const written = await objects.writeNew(uri, text)();
      if (!uri.endsWith('/lease.json')) return written;
      losses += 1;
      return E.right(false);
    };
    rightOf(await training({ ...world.ports, objects: { ...objects, writeNew } })());
    expect(losses).toBe(6);
  });

  it('that cannot be understood is named', async () => {
    const world = fakeWorld();
    world.objects.stored.set(uriOf('get-config'), Buffer.from('{"leaseVersion":2}'));
    expect(leftOf(await training(world.ports)())).toMatchObject({
      _tag: 'FileMalformed',
      uri: uriOf('get-config'),
      problems: expect.arrayContaining([expect.objectContaining({ path: '$.leaseVersion', value: 2 })]),
    });
  });
});
