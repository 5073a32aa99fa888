import {
  stageNamesOf,
  statusOfStage,
  stopStage,
  submitStage,
  trainingPipeline,
  waitForStage,
} from '@credit-risk/pipelines';
import { fakeWorld } from '../src/fake-world/fake-world';
import { aRun, leftOf, rightOf, stage } from '../src/fake-world/run';

const run = aRun();

describe('one stage at a time', () => {
  it('submitted and waited for in order, the stages make what a whole run makes', async () => {
    const world = fakeWorld();
    for (const name of stageNamesOf(trainingPipeline)) {
      rightOf(await submitStage(stage(name), run)(world.ports)());
      expect(rightOf(await waitForStage(stage(name), run)(world.ports)()).stage).toBe(name);
    }
    expect(world.endpoint.names()).toEqual(['credit-risk-local']);
    expect(world.jobs.all).toHaveLength(2);
  });

  it('submitted twice is one job', async () => {
    const world = fakeWorld();
    rightOf(await submitStage(stage('get-config'), run)(world.ports)());
    rightOf(await waitForStage(stage('get-config'), run)(world.ports)());
    const first = rightOf(await submitStage(stage('feature-engineering'), run)(world.ports)());
    const second = rightOf(await submitStage(stage('feature-engineering'), run)(world.ports)());
    expect(first).toEqual({
      runId: 'r1',
      stage: 'feature-engineering',
      status: 'InProgress',
      attempt: 1,
      name: 'credit-risk-local-feature-engineering-r1-1',
    });
    expect(second).toEqual(first);
    expect(world.jobs.all).toHaveLength(1);
  });

  it('is not submitted before what it needs is complete, and the error names that', async () => {
    const world = fakeWorld();
    expect(leftOf(await submitStage(stage('training'), run)(world.ports)())).toMatchObject({
      _tag: 'NeedsMissing',
      missing: ['feature-engineering'],
    });
    expect(leftOf(await submitStage(stage('create-endpoint'), run)(world.ports)())).toMatchObject({
      missing: ['register-features', 'create-model'],
    });
    expect(world.objects.stored.size).toBe(1);
  });

  it('cannot be waited for or stopped before it is submitted', async () => {
    const world = fakeWorld();
    const expected = { _tag: 'NotSubmitted', stage: 'get-config' };
    expect(leftOf(await waitForStage(stage('get-config'), run)(world.ports)())).toMatchObject(expected);
    expect(leftOf(await stopStage(stage('get-config'), run)(world.ports)())).toMatchObject(expected);
  });

  it('reports its status from nothing to complete', async () => {
    const world = fakeWorld();
    const status = async () =>
      rightOf(await statusOfStage(stage('feature-engineering'), run)(world.ports)()).status;
    expect(await status()).toBe('NotSubmitted');
    rightOf(await submitStage(stage('get-config'), run)(world.ports)());
    rightOf(await waitForStage(stage('get-config'), run)(world.ports)());
    expect(await status()).toBe('NotSubmitted');
    rightOf(await submitStage(stage('feature-engineering'), run)(world.ports)());
    expect(await status()).toBe('InProgress');
    rightOf(await waitForStage(stage('feature-engineering'), run)(world.ports)());
    expect(await status()).toBe('Completed');
  });

  it('stopped, its attempt fails, and the next submission opens another', async () => {
    const world = fakeWorld();
    const name = 'feature-engineering';
    rightOf(await submitStage(stage('get-config'), run)(world.ports)());
    rightOf(await waitForStage(stage('get-config'), run)(world.ports)());
    rightOf(await submitStage(stage(name), run)(world.ports)());
    expect(rightOf(await stopStage(stage(name), run)(world.ports)())).toMatchObject({
      status: 'Stopping',
      remote: 'the job was asked to stop',
    });
    expect(rightOf(await submitStage(stage(name), run)(world.ports)())).toMatchObject({ attempt: 2 });
    rightOf(await waitForStage(stage(name), run)(world.ports)());
    expect(world.jobs.all.map(({ status }) => status)).toEqual(['Stopped', 'Completed']);
  });

  it('that is complete is not stopped', async () => {
    const world = fakeWorld();
    rightOf(await submitStage(stage('get-config'), run)(world.ports)());
    rightOf(await waitForStage(stage('get-config'), run)(world.ports)());
    expect(rightOf(await stopStage(stage('get-config'), run)(world.ports)()).status).toBe('Completed');
  });
});

describe('an interruption', () => {
  it('stops the job that is waited for, and its message says so', async () => {
    const world = fakeWorld();
    rightOf(await submitStage(stage('get-config'), run)(world.ports)());
    rightOf(await waitForStage(stage('get-config'), run)(world.ports)());
    rightOf(await submitStage(stage('feature-engineering'), run)(world.ports)());
    const { clock } = world.ports;
    const interrupting = {
      ...world.ports,
      clock: {
        ...clock,
        sleep: (milliseconds: number) => async () => {
          world.interruption.abort();
          await clock.sleep(milliseconds)();
        },
      },
    };
    expect(leftOf(await waitForStage(stage('feature-engineering'), run)(interrupting)())).toEqual({
      _tag: 'Interrupted',
      stages: [{ stage: 'feature-engineering', remote: 'the job was asked to stop' }],
    });
    expect(world.jobs.all[0]?.stopRequestedAt).not.toBeNull();
  });

  it('before anything is submitted leaves nothing', async () => {
    const world = fakeWorld();
    world.interruption.abort();
    const submit = submitStage(stage('get-config'), run)(world.ports);
    expect(leftOf(await submit())).toMatchObject({ _tag: 'Interrupted' });
    expect([...world.objects.stored.keys()]).not.toContain('s3://credit-risk/artifacts/runs/r1/config.json');
  });
});
