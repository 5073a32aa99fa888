// Every word of the service for a state, and what a runner makes of it.
import type { FeatureGroupState } from '@credit-risk/feature-store';
import * as TE from 'fp-ts/TaskEither';
import type { EndpointState, JobState, Observation, Ports } from '../src';
import { submitStage, waitForStage } from '../src';
import { deploymentObservation } from '../src/stages/endpoint-observation';
import { awsError } from './fake-world/aws-error';
import { fakeWorld } from './fake-world/fake-world';
import { aRun, completeBefore, leftOf, rightOf, stage } from './fake-world/run';

const second = 1000;
const context = { run: { ...aRun(), attempt: 1 }, needs: [] };
type Tag = Observation['_tag'];

const endpoint: EndpointState = {
  arn: 'arn:endpoint/e',
  status: 'InService',
  configName: 'asked',
  pendingConfigName: null,
  failureReason: null,
  changedAt: 2,
};

const seen = (state: Partial<EndpointState> | null, createdAt = 1): Observation =>
  deploymentObservation({
    endpointName: 'e',
    configName: 'asked',
    config: { arn: 'arn:endpoint-config/asked', createdAt },
    endpoint: state === null ? null : { ...endpoint, ...state },
  });

describe('an endpoint', () => {
  it.each<[string, Tag]>([
    ['InService', 'Succeeded'],
    ['Creating', 'Active'],
    ['Updating', 'Active'],
    ['SystemUpdating', 'Active'],
    ['RollingBack', 'Active'],
    ['Deleting', 'Active'],
    ['AWordThatCameLater', 'Active'],
    ['Failed', 'Failed'],
    ['OutOfService', 'Failed'],
    ['UpdateRollbackFailed', 'Failed'],
  ])('that is %s with the configuration asked for is seen as %s', (status, tag) => {
    expect(seen({ status })).toMatchObject({ _tag: tag, status });
  });

  it('that cannot be used is no failure of the update, and says so', () => {
    expect(seen({ status: 'Failed', failureReason: 'no capacity' })).toMatchObject({
      error: { _tag: 'EndpointUnusable', endpoint: 'e', status: 'Failed', failureReason: 'no capacity' },
    });
  });

  it('with another configuration went back if it changed since, and else was never updated', () => {
    expect(seen({ configName: 'old' })).toMatchObject({
      _tag: 'Failed',
      error: { _tag: 'EndpointNotDeployed', asked: 'asked', live: 'old' },
    });
    expect(seen({ configName: 'old' }, 2)).toEqual({ _tag: 'Absent' });
  });

  it('that is not there, or has no configuration of the name, is absent', () => {
    expect(seen(null)).toEqual({ _tag: 'Absent' });
    const without = { endpointName: 'e', configName: 'asked', config: null, endpoint };
    expect(deploymentObservation(without)).toEqual({ _tag: 'Absent' });
  });
});

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

  it('of less than two minutes goes on', async () => {
    expect(rightOf(await waitingThrough(110)).status).toBe('Completed');
  });

  it('of more than two minutes ends with what the service said', async () => {
    expect(leftOf(await waitingThrough(160))).toMatchObject({
      _tag: 'CallFailed',
      cause: { _tag: 'Throttled', operation: 'DescribeProcessingJob' },
    });
  });
});

describe('the record of an attempt', () => {
  it('that was made for another request is not gone on with, and both digests are named', async () => {
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
