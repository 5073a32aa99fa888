// What a runner makes of each word of the service for the state of a feature group or a job; those of endpoints are tested in
// libs/pipelines.
import type { FeatureGroupState } from '@credit-risk/feature-store';
import * as TE from 'fp-ts/TaskEither';
import type { JobState, Observation, Ports } from '@credit-risk/pipelines';
import { submitStage, waitForStage } from '@credit-risk/pipelines';
import { awsError } from '../src/fake-world/aws-error';
import { fakeWorld } from '../src/fake-world/fake-world';
import { aRun, completeBefore, leftOf, rightOf, stage } from '../src/fake-world/run';

const second = 1000;
const context = { run: { ...aRun(), attempt: 1 }, needs: [] };
type Tag = Observation['_tag'];

const groupSeen = async (group: FeatureGroupState): Promise<Observation> => {
  const { ports } = fakeWorld();
  const groups = { ...ports.features.groups, describe: () => TE.right(group) };
  return rightOf(
    await stage('register-features').observe(context)({
      ...ports,
      features: { ...ports.features, groups },
    })(),
  );
};

describe('a feature group', () => {
  it.each<[string, Tag]>([
    ['Created', 'Succeeded'],
    ['Creating', 'Active'],
    ['Deleting', 'Active'],
    ['AWordThatCameLater', 'Active'],
    ['CreateFailed', 'Failed'],
    ['DeleteFailed', 'Failed'],
  ])('that is %s is seen as %s', async (status, tag) => {
    const world = fakeWorld();
    rightOf(await stage('register-features').submit(context)(world.ports)());
    const [made] = world.featureStore.groups.values();
    if (made === undefined) throw new Error('no group');
    expect(await groupSeen({ ...made, status, failureReason: 'because' })).toMatchObject(
      tag === 'Failed'
        ? {
            _tag: tag,
            error: { _tag: 'GroupUnusable', cause: { _tag: 'GroupFailed', status, reason: 'because' } },
          }
        : { _tag: tag, status },
    );
  });
});

const name = 'feature-engineering';

const jobSeen = (status: string): Promise<Observation> => {
  const { ports } = fakeWorld();
  const job: JobState = { arn: 'arn:job/j', status, failureReason: 'because', exitMessage: null };
  const sagemaker = { ...ports.sagemaker, describeProcessingJob: () => TE.right(job) };
  return stage(name)
    .observe(context)({ ...ports, sagemaker })()
    .then(rightOf);
};

describe('a job', () => {
  it.each<[string, Tag]>([
    ['InProgress', 'Active'],
    ['Stopping', 'Active'],
    ['AWordThatCameLater', 'Active'],
    ['Completed', 'Succeeded'],
    ['Failed', 'Failed'],
    ['Stopped', 'Failed'],
  ])('that is %s is seen as %s', async (status, tag) => {
    expect(await jobSeen(status)).toMatchObject({ _tag: tag, status });
  });

  it('counts as being stopped while it is Stopping, and at no other time', async () => {
    expect(await jobSeen('Stopping')).toMatchObject({ isStopping: true });
    expect(await jobSeen('InProgress')).toMatchObject({ isStopping: false });
  });
});

describe('a wait through throttling', () => {
  const waitingThrough = async (seconds: number) => {
    const world = fakeWorld();
    await completeBefore(name, aRun(), world.ports);
    rightOf(await submitStage(stage(name), aRun())(world.ports)());
    const begin = world.now();
    const { sagemaker } = world.ports;
    let looks = 0;
    const throttled: Ports = {
      ...world.ports,
      sagemaker: {
        ...sagemaker,
        describeProcessingJob: (job) => async () => {
          looks += 1;
          const isThrottled = looks > 1 && world.now() - begin < seconds * second;
          return isThrottled
            ? awsError('Throttled', 'DescribeProcessingJob')()
            : sagemaker.describeProcessingJob(job)();
        },
      },
    };
    return waitForStage(stage(name), aRun())(throttled)();
  };

  it('of less than two minutes continues', async () => {
    expect(rightOf(await waitingThrough(110)).status).toBe('Completed');
  });

  it('of more than two minutes ends with the error of the service', async () => {
    expect(leftOf(await waitingThrough(160))).toMatchObject({
      _tag: 'CallFailed',
      cause: { _tag: 'Throttled', operation: 'DescribeProcessingJob' },
    });
  });
});

describe('the record of an attempt', () => {
  it('that was made for another request is not resumed, and both digests are named', async () => {
    const world = fakeWorld();
    await completeBefore(name, aRun(), world.ports);
    rightOf(await submitStage(stage(name), aRun())(world.ports)());
    const uri = `s3://credit-risk/artifacts/runs/r1/stages/${name}/attempts/1.json`;
    const record: Record<string, unknown> = JSON.parse(world.objects.text(uri) ?? '');
    const other = { ...record, requestDigest: 'f'.repeat(64) };
    world.objects.stored.set(uri, Buffer.from(JSON.stringify(other)));
    expect(leftOf(await submitStage(stage(name), aRun())(world.ports)())).toMatchObject({
      _tag: 'RequestDiffers',
      stage: name,
      recorded: 'f'.repeat(64),
      asked: record['requestDigest'],
    });
    expect(world.jobs.all).toHaveLength(1);
  });
});
