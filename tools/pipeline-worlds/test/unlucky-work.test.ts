// Work that fails or is missing, on a local cloud.
import type { FeatureGroups } from '@credit-risk/feature-store';
import { DescribeTrainingJobCommand, StopTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type Ports, runPipeline, submitStage, trainingPipeline, waitForStage } from '@credit-risk/pipelines';
import { aRun, leftOf, rightOf, stage } from '../src/fake-world/run';
import { startTestCloud, type TestCloud } from '../src/local-cloud/test-cloud';

const minute = 60_000;
let cloud: TestCloud | undefined;

const theCloud = (): TestCloud => {
  if (cloud === undefined) throw new Error('the cloud is not up');
  return cloud;
};
const ports = (): Ports => theCloud().ports();

const withSlowTraining = (id: string, maxRuntimeInSeconds: number) => {
  const { config, runId } = aRun(id);
  const image = { repository: 'credit-risk/other', tag: 'slow' };
  const training = { ...config.stages.training, image, maxRuntimeInSeconds };
  return { config: { ...config, stages: { ...config.stages, training } }, runId };
};

const trainingJob = async (id: string, attempt: number) =>
  theCloud()
    .sagemaker.send(
      new DescribeTrainingJobCommand({ TrainingJobName: `credit-risk-local-training-${id}-${attempt}` }),
    )
    .catch(() => undefined);

const untilTraining = async (id: string, attempt: number): Promise<void> => {
  while ((await trainingJob(id, attempt))?.SecondaryStatus !== 'Training') await ports().clock.sleep(100)();
};

beforeAll(async () => {
  // Long enough for a status to be seen on a busy machine.
  cloud = await startTestCloud({ minimumTransitionMilliseconds: 3000 });
}, minute);

afterAll(async () => {
  await cloud?.stop();
}, minute);

describe('a job of a local cloud', () => {
  it(
    'that exceeds its time limit is not a success, and the next call opens the next attempt',
    async () => {
      const run = runPipeline(trainingPipeline, withSlowTraining('late', 1));
      expect(leftOf(await run(ports())())).toMatchObject({
        _tag: 'JobFailed',
        stage: 'training',
        status: 'Stopped',
      });
      expect((await trainingJob('late', 1))?.SecondaryStatus).toBe('MaxRuntimeExceeded');
      leftOf(await run(ports())());
      expect((await trainingJob('late', 2))?.TrainingJobStatus).toBe('Stopped');
    },
    minute,
  );

  it(
    'that another caller stops is not a success, and is not waited for forever',
    async () => {
      const running = runPipeline(trainingPipeline, withSlowTraining('halted', 600))(ports())();
      await untilTraining('halted', 1);
      const TrainingJobName = 'credit-risk-local-training-halted-1';
      await theCloud().sagemaker.send(new StopTrainingJobCommand({ TrainingJobName }));
      expect(leftOf(await running)).toMatchObject({
        _tag: 'JobFailed',
        name: TrainingJobName,
        status: 'Stopped',
      });
    },
    minute,
  );

  it(
    'that was recorded and does not exist is submitted under its own name',
    async () => {
      const { sagemaker, ...others } = ports();
      const lost: Ports = {
        ...others,
        sagemaker: {
          ...sagemaker,
          createProcessingJob: () =>
            TE.left({
              _tag: 'Unavailable',
              operation: 'CreateProcessingJob',
              code: 'ECONNRESET',
              message: 'the connection broke',
              requestId: null,
              cause: null,
            }),
        },
      };
      const run = aRun('lost');
      leftOf(await runPipeline(trainingPipeline, run)(lost)());
      const waited = await waitForStage(stage('feature-engineering'), run)(ports())();
      expect(leftOf(waited)).toMatchObject({ _tag: 'NotSubmitted', stage: 'feature-engineering' });
      const manifests = rightOf(await runPipeline(trainingPipeline, run)(ports())());
      expect(manifests.get('feature-engineering')).toMatchObject({
        attempt: 1,
        resource: { name: 'credit-risk-local-feature-engineering-lost-1' },
      });
    },
    minute,
  );
});

describe('a feature group of a local cloud', () => {
  it(
    'that is being created by another run is waited for, and is one group for both',
    async () => {
      const seen: string[] = [];
      const watched = (groups: FeatureGroups): FeatureGroups => ({
        ...groups,
        describe: (name) =>
          pipe(
            groups.describe(name),
            TE.map((state) => {
              seen.push(state.status);
              return state;
            }),
          ),
      });
      const { features, ...others } = ports();
      const watching: Ports = { ...others, features: { ...features, groups: watched(features.groups) } };
      const another = (id: string) => {
        const { config, runId } = aRun(id);
        return { config: { ...config, environment: 'twin' }, runId };
      };
      const [one, other] = [another('one'), another('other')];
      for (const run of [one, other])
        for (const name of ['get-config', 'feature-engineering']) {
          rightOf(await submitStage(stage(name), run)(ports())());
          rightOf(await waitForStage(stage(name), run)(ports())());
        }
      const register = stage('register-features');
      const outcomes = await Promise.all([
        submitStage(register, one)(ports())(),
        submitStage(register, other)(watching)(),
      ]);
      expect(outcomes.every(E.isRight)).toBe(true);
      rightOf(await waitForStage(register, other)(watching)());
      rightOf(await waitForStage(register, one)(ports())());
      expect(seen).toContain('Creating');
      expect(seen.at(-1)).toBe('Created');
    },
    minute,
  );
});
