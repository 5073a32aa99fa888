import {
  ListProcessingJobsCommand,
  ListTrainingJobsCommand,
  ListModelsCommand,
} from '@aws-sdk/client-sagemaker';
import { runPipeline, type Ports, trainingPipeline, waitForStage } from '@credit-risk/pipelines';
import { mistrustful } from '../src/fake-world/fake-processes';
import { type Fuse, withFuse } from '../src/fake-world/fuse';
import { aRun, leftOf, rightOf, stage } from '../src/fake-world/run';
import { startTestCloud, type TestCloud } from '../src/local-cloud/test-cloud';

const minute = 60_000;
let cloud: TestCloud | undefined;

const ports = (signal?: AbortSignal): Ports => {
  if (cloud === undefined) throw new Error('the cloud is not up');
  return cloud.ports(signal);
};

const jobsOf = async (id: string) => {
  const named = { NameContains: `-${id}-` };
  const processing = await cloud?.sagemaker.send(new ListProcessingJobsCommand(named));
  const training = await cloud?.sagemaker.send(new ListTrainingJobsCommand(named));
  const models = await cloud?.sagemaker.send(new ListModelsCommand(named));
  return {
    processing: processing?.ProcessingJobSummaries?.map((job) => job.ProcessingJobStatus),
    training: training?.TrainingJobSummaries?.map((job) => job.TrainingJobStatus),
    models: models?.Models?.length,
  };
};

const aRunWith = (id: string, changed: 'featureEngineering' | 'training' | 'createModel', tag: string) => {
  const { config, runId } = aRun(id);
  const image = { repository: 'credit-risk/other', tag };
  const stages = { ...config.stages, [changed]: { ...config.stages[changed], image } };
  return { config: { ...config, stages }, runId };
};

beforeAll(async () => {
  cloud = await startTestCloud();
}, minute);

afterAll(async () => {
  await cloud?.stop();
}, minute);

describe('a training run on a local cloud', () => {
  it(
    'makes an endpoint, and a second run moves it',
    async () => {
      rightOf(await runPipeline(trainingPipeline, aRun('first'))(ports())());
      const second = rightOf(await runPipeline(trainingPipeline, aRun('second'))(ports())());
      const live = rightOf(await ports().sagemaker.describeEndpoint('credit-risk-local')());
      expect(live).toMatchObject({
        status: 'InService',
        configName: second.get('create-endpoint')?.outputs['endpointConfig'],
      });
      expect(second.get('register-features')?.counts).toMatchObject({ clients: 2, unchanged: 2 });
    },
    minute,
  );

  it(
    'invariant 3: has one job of each kind and one model after it was killed at many calls',
    async () => {
      const run = runPipeline(trainingPipeline, aRun('killed'));
      const fuses: readonly Fuse[] = [3, 8, 14, 16, 17, 22, 26, 30].flatMap((call) => [
        { call, when: 'before' as const },
        { call, when: 'after' as const },
      ]);
      for (const fuse of fuses) await run(withFuse(ports(), fuse).ports)().catch(() => undefined);
      rightOf(await run(ports())());
      expect(await jobsOf('killed')).toEqual({
        processing: ['Completed'],
        training: ['Completed'],
        models: 1,
      });
    },
    minute,
  );

  it(
    'invariant 3: has one job of each kind and one model when two runners race, and no lease keeps them apart',
    async () => {
      const run = runPipeline(trainingPipeline, aRun('raced'));
      const [one, other] = await Promise.all([run(mistrustful(ports()))(), run(mistrustful(ports()))()]);
      expect([...rightOf(one).values()]).toEqual([...rightOf(other).values()]);
      expect(await jobsOf('raced')).toEqual({
        processing: ['Completed'],
        training: ['Completed'],
        models: 1,
      });
    },
    minute,
  );

  it(
    'has one runner at a time: another one learns which runner works on it, or waits',
    async () => {
      const slow = aRunWith('leased', 'featureEngineering', 'slow');
      const interruption = new AbortController();
      const first = runPipeline(trainingPipeline, slow)(ports(interruption.signal))();
      while ((await jobsOf('leased')).processing?.length !== 1) await ports().clock.sleep(100)();
      expect(leftOf(await runPipeline(trainingPipeline, slow)(ports())())).toMatchObject({
        _tag: 'StageBusy',
        runId: 'leased',
        stage: 'feature-engineering',
      });
      const patient: Ports = { ...ports(), whenBusy: 'wait' };
      const waiting = waitForStage(stage('feature-engineering'), slow)(patient)();
      interruption.abort();
      leftOf(await first);
      expect(leftOf(await waiting)).toMatchObject({ _tag: 'JobFailed', status: 'Stopped' });
      expect((await jobsOf('leased')).processing).toEqual(['Stopped']);
    },
    minute,
  );

  it(
    'carries the reason of a job that failed',
    async () => {
      const run = runPipeline(trainingPipeline, aRunWith('failing', 'featureEngineering', 'broken'));
      expect(leftOf(await run(ports())())).toMatchObject({
        _tag: 'JobFailed',
        stage: 'feature-engineering',
        failureReason: expect.stringContaining('exit code: 7'),
      });
      expect(await jobsOf('failing')).toEqual({ processing: ['Failed'], training: [], models: 0 });
    },
    minute,
  );

  it(
    'invariant 4: fails when the endpoint goes back to its old configuration',
    async () => {
      rightOf(await runPipeline(trainingPipeline, aRun('good'))(ports())());
      const run = runPipeline(trainingPipeline, aRunWith('bad', 'createModel', 'broken'));
      expect(leftOf(await run(ports())())).toMatchObject({
        _tag: 'EndpointNotDeployed',
        status: 'InService',
        live: 'credit-risk-local-create-endpoint-good-1',
        asked: 'credit-risk-local-create-endpoint-bad-1',
      });
    },
    minute,
  );

  it(
    'stops the job that it waits for when it is interrupted, and resumes with the next attempt',
    async () => {
      const interruption = new AbortController();
      const slow = aRunWith('stopped', 'training', 'slow');
      const running = runPipeline(trainingPipeline, slow)(ports(interruption.signal))();
      const isTraining = async (): Promise<boolean> =>
        (await jobsOf('stopped')).training?.[0] === 'InProgress';
      while (!(await isTraining())) await ports().clock.sleep(100)();
      interruption.abort();
      expect(leftOf(await running)).toMatchObject({
        _tag: 'Interrupted',
        stages: expect.arrayContaining([{ stage: 'training', remote: 'the job was asked to stop' }]),
      });
      const again = new AbortController();
      const resumed = runPipeline(trainingPipeline, slow)(ports(again.signal))();
      while ((await jobsOf('stopped')).training?.length !== 2) await ports().clock.sleep(100)();
      again.abort();
      leftOf(await resumed);
      expect((await jobsOf('stopped')).training).toContain('Stopped');
    },
    minute,
  );
});
