// An interruption at each moment at which a paid job could be left running.
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import {
  Lease,
  type Ports,
  runPipeline,
  submitStage,
  trainingPipeline,
  waitForStage,
} from '@credit-risk/pipelines';
import { awsError } from '../src/fake-world/aws-error';
import { fakeProcess } from '../src/fake-world/fake-processes';
import { fakeWorld, type FakeWorld } from '../src/fake-world/fake-world';
import { aRun, completeBefore, leftOf, rightOf, stage } from '../src/fake-world/run';

const run = aRun();
const second = 1000;
const name = 'feature-engineering';
const askedToStop = {
  _tag: 'Interrupted',
  stages: [{ stage: name, remote: 'the job was asked to stop' }],
};

const readyForJob = async (): Promise<FakeWorld> => {
  const world = fakeWorld();
  await completeBefore(name, run, world.ports);
  return world;
};

type Create = Ports['sagemaker']['createProcessingJob'];

/** Ports that respond to the submission in another way. */
const submitting = ({ ports }: FakeWorld, change: (create: Create) => Create): Ports => ({
  ...ports,
  sagemaker: { ...ports.sagemaker, createProcessingJob: change(ports.sagemaker.createProcessingJob) },
});

const interruptedOnceMade = (world: FakeWorld): Ports =>
  submitting(world, (create) => (input) => async () => {
    const made = await create(input)();
    world.interruption.abort();
    return made;
  });

const responseLost = (world: FakeWorld): Ports =>
  submitting(world, (create) => (input) => async () => {
    await create(input)();
    world.interruption.abort();
    return awsError('Unavailable', 'CreateProcessingJob')();
  });

/** Looking at anything ends when the signal is aborted, as with the real service. */
const endingLooks = (ports: Ports): Ports => ({
  ...ports,
  sagemaker: {
    ...ports.sagemaker,
    describeProcessingJob: (job) => async () =>
      ports.signal.aborted
        ? awsError('Cancelled', 'DescribeProcessingJob')()
        : ports.sagemaker.describeProcessingJob(job)(),
  },
});

const verbs = {
  run: runPipeline(trainingPipeline, run),
  submit: submitStage(stage(name), run),
};

describe('an interruption', () => {
  it.each(['run', 'submit'] as const)('while a job is being made stops it: %s', async (verb) => {
    const world = await readyForJob();
    const ended = await verbs[verb](endingLooks(interruptedOnceMade(world)))();
    expect(ended).toEqual(E.left(askedToStop));
    expect(world.jobs.all).toMatchObject([{ stopRequestedAt: world.now() }]);
  });

  it('while a job is being made stops it, though the response was lost', async () => {
    const world = await readyForJob();
    expect(leftOf(await verbs.submit(endingLooks(responseLost(world)))())).toEqual(askedToStop);
    expect(world.jobs.all).toMatchObject([{ stopRequestedAt: world.now() }]);
  });

  it('of a call that made nothing says that the job does not exist', async () => {
    const world = await readyForJob();
    const refused = submitting(world, () => () => async () => {
      world.interruption.abort();
      return awsError('Unavailable', 'CreateProcessingJob')();
    });
    expect(leftOf(await verbs.submit(refused)())).toMatchObject({
      _tag: 'Interrupted',
      stages: [{ remote: 'the job does not exist' }],
    });
  });

  it('during the first look at a job that an earlier call made stops it', async () => {
    const world = await readyForJob();
    rightOf(await verbs.submit(world.ports)());
    const { sagemaker } = world.ports;
    const interrupting: Ports = {
      ...world.ports,
      sagemaker: {
        ...sagemaker,
        describeProcessingJob: () => async () => {
          world.interruption.abort();
          return awsError('Cancelled', 'DescribeProcessingJob')();
        },
      },
    };
    expect(leftOf(await waitForStage(stage(name), run)(interrupting)())).toEqual(askedToStop);
  });

  it('that cannot stop the job says that it continues, and why', async () => {
    const world = await readyForJob();
    const { sagemaker } = world.ports;
    const unstoppable: Ports = {
      ...interruptedOnceMade(world),
      sagemaker: {
        ...interruptedOnceMade(world).sagemaker,
        stopProcessingJob: () => awsError('Throttled', 'StopProcessingJob'),
        describeProcessingJob: sagemaker.describeProcessingJob,
      },
    };
    expect(leftOf(await verbs.submit(unstoppable)())).toMatchObject({
      stages: [
        { remote: expect.stringMatching(/continues, because it could not be stopped: .*StopProcessingJob/) },
      ],
    });
  });

  it('names each stage that it met', async () => {
    const world = fakeWorld();
    const waiting = runPipeline(
      trainingPipeline,
      run,
    )({
      ...world.ports,
      progress:
        ({ kind, stage: of }) =>
        () =>
          kind === 'observed' && of === 'training' ? world.interruption.abort() : undefined,
    });
    const error = leftOf(await waiting());
    expect(error).toMatchObject({
      stages: expect.arrayContaining([{ stage: 'training', remote: 'the job was asked to stop' }]),
    });
  });
});

describe('a runner that is interrupted while it waits', () => {
  const waitingOn = async (change: (world: FakeWorld) => Ports = ({ ports }) => ports) => {
    const world = await readyForJob();
    rightOf(await verbs.submit(world.ports)());
    const waiting = waitForStage(stage(name), run)(change(world))();
    await world.ports.clock.sleep(2 * second)();
    return { world, waiting };
  };

  const uri = `s3://credit-risk/artifacts/runs/r1/stages/${name}/lease.json`;

  it('does not stop the job if another runner has taken over its lease', async () => {
    const { world, waiting } = await waitingOn();
    const mine: unknown = JSON.parse(world.objects.text(uri) ?? 'null');
    if (!Lease.is(mine)) throw new Error('no lease');
    const theirs = { ...mine, holder: { ...fakeProcess().port.self, id: 'theirs' } };
    world.objects.stored.set(uri, Buffer.from(JSON.stringify(theirs)));
    world.interruption.abort();
    expect(leftOf(await waiting)).toEqual({
      _tag: 'Interrupted',
      stages: [{ stage: name, remote: 'another runner has taken it over, and the remote work continues' }],
    });
    expect(world.jobs.all).toMatchObject([{ stopRequestedAt: null }]);
  });

  it('stops the job though S3 does not respond, as long as no other runner can have taken its lease', async () => {
    const readVersion = () => awsError('Unavailable', 'GetObject');
    const { world, waiting } = await waitingOn(({ ports, interruption }) => ({
      ...ports,
      objects: {
        ...ports.objects,
        readVersion: (of) => (interruption.signal.aborted ? readVersion() : ports.objects.readVersion(of)),
      },
    }));
    world.interruption.abort();
    expect(leftOf(await waiting)).toEqual(askedToStop);
  });

  it('does not stop the job when S3 has not responded for longer than a lease lasts', async () => {
    let isDown = false;
    const { world, waiting } = await waitingOn(({ ports }) => ({
      ...ports,
      sagemaker: {
        ...ports.sagemaker,
        describeProcessingJob: () => TE.right(working),
      },
      objects: {
        ...ports.objects,
        readVersion: (of) => (isDown ? awsError('Unavailable', 'GetObject') : ports.objects.readVersion(of)),
      },
    }));
    isDown = true;
    await world.ports.clock.sleep(80 * second)();
    world.interruption.abort();
    expect(E.isLeft(await waiting)).toBe(true);
    expect(world.jobs.all).toMatchObject([{ stopRequestedAt: null }]);
  });
});

const working = { arn: '', status: 'InProgress', failureReason: null, exitMessage: null };
