import fc from 'fast-check';
import type { Manifests } from '@credit-risk/pipelines';
import { Attempt, Manifest, runPipeline, severityOf, trainingPipeline } from '@credit-risk/pipelines';
import * as E from 'fp-ts/Either';
import { fakeProcess, mistrustful } from '../src/fake-world/fake-processes';
import { fakeWorld, type FakeWorld, type FakeWorldOptions } from '../src/fake-world/fake-world';
import { type Fuse, Killed, withFuse } from '../src/fake-world/fuse';
import { aRun, leftOf, rightOf } from '../src/fake-world/run';
import { slowly } from '../src/fake-world/slowly';

const training = runPipeline(trainingPipeline, aRun());

// A run of a pipeline costs some milliseconds, so the default of fast-check would take long.
const runs = { numRuns: fc.readConfigureGlobal().numRuns ?? 30 };

const activeOrDone = ['InProgress', 'Stopping', 'Completed'];

const assertOneOfEach = (world: FakeWorld): void => {
  for (const stage of ['feature-engineering', 'training']) {
    const jobs = world.jobs.all.filter((job) => job.stage === stage);
    expect(jobs.filter(({ status }) => activeOrDone.includes(status)).length).toBeLessThanOrEqual(1);
  }
  expect(world.models.size).toBeLessThanOrEqual(1);
  expect(world.endpoint.names().length).toBeLessThanOrEqual(1);
};

const killedAt = async (world: FakeWorld, fuse: Fuse): Promise<void> => {
  const fused = withFuse(world.ports, fuse);
  await expect(training(fused.ports)()).rejects.toThrow(Killed);
};

const callsOfARun = async (options: FakeWorldOptions = {}): Promise<number> => {
  const fused = withFuse(fakeWorld(options).ports, { call: Infinity, when: 'before' });
  await training(fused.ports)();
  return fused.calls();
};

// What is the same in a run that was disturbed: not its times, and not how much a second registration found done.
const whatWasMade = (manifests: Manifests) =>
  [...manifests.values()].map(({ stage, resource, requestDigest, inputs, outputs, metrics, lineage }) => ({
    stage,
    resource,
    requestDigest,
    inputs,
    outputs,
    metrics,
    lineage,
  }));

describe('invariant 3: a run that is killed and run again', () => {
  it('has one job, one model and one endpoint, whichever call it was killed at', async () => {
    const calls = await callsOfARun();
    expect(calls).toBeGreaterThan(40);
    const undisturbed = whatWasMade(rightOf(await training(fakeWorld().ports)()));
    // A runner that dies before a call leaves the world like one that dies after the call before it.
    const fuses: readonly Fuse[] = [
      { call: 1, when: 'before' },
      ...Array.from({ length: calls }, (_, index): Fuse => ({ call: index + 1, when: 'after' })),
    ];
    for (const fuse of fuses) {
      const world = fakeWorld();
      // The order of two stages that run at the same time may shorten a run by a call.
      if (fuse.call === calls) await training(withFuse(world.ports, fuse).ports)().catch(() => undefined);
      else await killedAt(world, fuse);
      assertOneOfEach(world);
      const manifests = rightOf(await training(world.ports)());
      assertOneOfEach(world);
      expect(world.jobs.all).toHaveLength(2);
      expect(whatWasMade(manifests)).toEqual(undisturbed);
    }
  }, 300_000);

  it('has one of each however often it is killed', async () => {
    const fuse = fc.record({
      call: fc.integer({ min: 1, max: 60 }),
      when: fc.constantFrom('before', 'after'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fuse, { maxLength: 6 }), async (fuses) => {
        const world = fakeWorld();
        for (const each of fuses) {
          await training(withFuse(world.ports, each).ports)().catch(() => undefined);
          assertOneOfEach(world);
        }
        rightOf(await training(world.ports)());
        expect(world.jobs.all).toHaveLength(2);
        expect(world.models.size).toBe(1);
      }),
      runs,
    );
  });

  it('has one of each when two runners run it at the same time, and no lease keeps them apart', async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.integer({ min: 0, max: 7 })), async (delays) => {
        const world = fakeWorld();
        const [one, other] = await Promise.all([
          training(slowly(mistrustful(world.ports), delays))(),
          training(slowly(mistrustful(world.ports), delays))(),
        ]);
        expect(whatWasMade(rightOf(one))).toEqual(whatWasMade(rightOf(other)));
        expect(world.jobs.all).toHaveLength(2);
        expect(world.models.size).toBe(1);
        expect(world.endpoint.names()).toHaveLength(1);
      }),
      runs,
    );
  });

  it('has one of each when two runners run it at the same time, and again until both are done', async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.integer({ min: 0, max: 7 })), async (delays) => {
        const world = fakeWorld();
        const runners = [fakeProcess(), fakeProcess()].map(({ port }) => ({
          ...world.ports,
          processes: port,
        }));
        const outcomes = await Promise.all(runners.map((ports) => training(slowly(ports, delays))()));
        for (const outcome of outcomes) if (E.isLeft(outcome)) expect(outcome.left._tag).toBe('StageBusy');
        for (const ports of runners) rightOf(await training(ports)());
        expect(world.jobs.all).toHaveLength(2);
        expect(world.models.size).toBe(1);
        expect(world.endpoint.names()).toHaveLength(1);
      }),
      runs,
    );
  });

  it('opens the next attempt after a job failed for good, and records both', async () => {
    const world = fakeWorld({
      endings: (stage, nth) =>
        stage === 'training' && nth === 1
          ? { status: 'Failed', failureReason: 'InternalServerError: try again' }
          : { status: 'Completed' },
    });
    const error = leftOf(await training(world.ports)());
    expect(severityOf(error)).toBe('retryable');
    rightOf(await training(world.ports)());
    const names = world.jobs.all.filter(({ stage }) => stage === 'training').map(({ name }) => name);
    expect(names).toEqual(['credit-risk-local-training-r1-1', 'credit-risk-local-training-r1-2']);
    for (const number of [1, 2]) {
      const attempt: unknown = JSON.parse(
        world.objects.text(`s3://credit-risk/artifacts/runs/r1/stages/training/attempts/${number}.json`) ??
          '',
      );
      expect(Attempt.is(attempt)).toBe(true);
    }
  });

  it('does not take a job that was stopped for a success', async () => {
    const world = fakeWorld({
      endings: (stage, nth) => ({ status: stage === 'training' && nth === 1 ? 'Stopped' : 'Completed' }),
    });
    expect(leftOf(await training(world.ports)())).toMatchObject({ _tag: 'JobFailed', status: 'Stopped' });
    rightOf(await training(world.ports)());
  });

  it('waits on while the status is one that it does not know', async () => {
    const world = fakeWorld();
    const { sagemaker } = world.ports;
    let looks = 0;
    const strange = {
      ...world.ports,
      sagemaker: {
        ...sagemaker,
        describeTrainingJob: (name: string) => async () => {
          const job = await sagemaker.describeTrainingJob(name)();
          looks += 1;
          return E.isRight(job) && looks < 20 ? E.right({ ...job.right, status: 'Pending' }) : job;
        },
      },
    };
    rightOf(await training(strange)());
    expect(looks).toBeGreaterThanOrEqual(20);
  });

  it('refuses a job of its name that another request made, and names both digests', async () => {
    const world = fakeWorld();
    const name = 'credit-risk-local-feature-engineering-r1-1';
    const tags = [{ Key: 'credit-risk:request-digest', Value: 'f'.repeat(64) }];
    await world.jobs.create('feature-engineering', name, tags, () => undefined)();
    const error = leftOf(await training(world.ports)());
    expect(error).toMatchObject({ _tag: 'RequestDiffers', name, recorded: 'f'.repeat(64) });
    expect(error).toHaveProperty('asked', expect.stringMatching(/^[0-9a-f]{64}$/));
  });

  it('writes manifests and attempts that their codecs accept', async () => {
    const world = fakeWorld();
    rightOf(await training(world.ports)());
    for (const [uri, bytes] of world.objects.stored) {
      const codec = uri.endsWith('/manifest.json') ? Manifest : uri.includes('/attempts/') ? Attempt : null;
      if (codec !== null) expect(codec.is(JSON.parse(Buffer.from(bytes).toString()))).toBe(true);
    }
  });
});
