// Work that existed, and is gone.
import { DeleteEndpointCommand } from '@aws-sdk/client-sagemaker';
import {
  type Ports,
  runPipeline,
  severityOf,
  submitStage,
  trainingPipeline,
  waitForStage,
} from '@credit-risk/pipelines';
import { aRun, completeBefore, leftOf, rightOf, stage } from '../src/fake-world/run';
import { fakeWorld } from '../src/fake-world/fake-world';
import { startTestCloud, type TestCloud } from '../src/local-cloud/test-cloud';
import { hurried } from '../src/local-cloud/hurried';

const minute = 60_000;
const name = 'feature-engineering';

describe('a job that vanishes while it is waited for', () => {
  const submitted = async () => {
    const world = fakeWorld();
    await completeBefore(name, aRun(), world.ports);
    rightOf(await submitStage(stage(name), aRun())(world.ports)());
    return world;
  };

  it('is a failure for good after two minutes, with its name', async () => {
    const world = await submitted();
    const waiting = waitForStage(stage(name), aRun())(world.ports)();
    await world.ports.clock.sleep(10_000)();
    world.jobs.all.splice(0);
    const error = leftOf(await waiting);
    expect(error).toEqual({
      _tag: 'Vanished',
      stage: name,
      name: 'credit-risk-local-feature-engineering-r1-1',
    });
    expect(severityOf(error)).toBe('permanent');
    expect(world.now() - Date.parse('2026-11-24T10:15:02Z')).toBeLessThan(5 * minute);
  });

  it('may be back before: a service may lose sight of a job for a moment', async () => {
    const world = await submitted();
    const waiting = waitForStage(stage(name), aRun())(world.ports)();
    await world.ports.clock.sleep(10_000)();
    const jobs = world.jobs.all.splice(0);
    await world.ports.clock.sleep(60_000)();
    world.jobs.all.push(...jobs);
    expect(rightOf(await waiting).stage).toBe(name);
  });

  it('is submitted again under its name by the next call', async () => {
    const world = await submitted();
    world.jobs.all.splice(0);
    expect(rightOf(await runPipeline(trainingPipeline, aRun())(world.ports)()).get(name)?.attempt).toBe(1);
  });
});

describe('on a local cloud', () => {
  let cloud: TestCloud | undefined;
  const theCloud = (): TestCloud => {
    if (cloud === undefined) throw new Error('the cloud is not up');
    return cloud;
  };

  beforeAll(async () => {
    cloud = await startTestCloud();
  }, minute);

  afterAll(async () => {
    await cloud?.stop();
  }, minute);

  // The service has no call that deletes a running job, so a fault makes it deny the job.
  const unknown = {
    operation: 'DescribeProcessingJob',
    code: 'ValidationException',
    message: 'Requested resource not found.',
  };

  it(
    'a job that the service no longer knows is a failure for good',
    async () => {
      const { config, runId } = aRun('forgotten');
      const image = { repository: 'credit-risk/other', tag: 'slow' };
      const featureEngineering = { ...config.stages.featureEngineering, image };
      const run = { config: { ...config, stages: { ...config.stages, featureEngineering } }, runId };
      await completeBefore(name, run, theCloud().ports());
      rightOf(await submitStage(stage(name), run)(theCloud().ports())());
      const forgetful: Ports = {
        ...theCloud().ports(),
        clock: hurried,
        progress: (event) => () => (event.kind === 'observed' ? void theCloud().faults(unknown) : undefined),
      };
      expect(leftOf(await waitForStage(stage(name), run)(forgetful)())).toMatchObject({
        _tag: 'Vanished',
        stage: name,
      });
      await theCloud().faults();
    },
    minute,
  );

  it(
    'an endpoint that is deleted before it is waited for has to be submitted again',
    async () => {
      const run = aRun('deleted');
      await completeBefore('create-endpoint', run, theCloud().ports());
      rightOf(await submitStage(stage('create-endpoint'), run)(theCloud().ports())());
      const endpoint = rightOf(await theCloud().ports().sagemaker.describeEndpoint('credit-risk-local')());
      expect(['Creating', 'InService']).toContain(endpoint.status);
      while (
        rightOf(await theCloud().ports().sagemaker.describeEndpoint('credit-risk-local')()).status !==
        'InService'
      )
        await theCloud().ports().clock.sleep(100)();
      await theCloud().sagemaker.send(new DeleteEndpointCommand({ EndpointName: 'credit-risk-local' }));
      const isThere = async () =>
        (await theCloud().ports().sagemaker.describeEndpoint('credit-risk-local')())._tag === 'Right';
      while (await isThere()) await theCloud().ports().clock.sleep(100)();
      const waited = waitForStage(stage('create-endpoint'), run)(theCloud().ports());
      expect(leftOf(await waited())).toMatchObject({ _tag: 'NotSubmitted', stage: 'create-endpoint' });
      rightOf(await submitStage(stage('create-endpoint'), run)(theCloud().ports())());
      rightOf(await waitForStage(stage('create-endpoint'), run)(theCloud().ports())());
    },
    2 * minute,
  );
});
