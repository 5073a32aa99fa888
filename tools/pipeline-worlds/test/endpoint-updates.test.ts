import { runPipeline, severityOf, trainingPipeline } from '@credit-risk/pipelines';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { fakeProcess } from '../src/fake-world/fake-processes';
import { fakeWorld } from '../src/fake-world/fake-world';
import { Killed } from '../src/fake-world/fuse';
import { aRun, leftOf, rightOf } from '../src/fake-world/run';

const training = runPipeline(trainingPipeline, aRun());

describe('invariant 4: an endpoint update that failed or was rolled back', () => {
  const endings = ['rolled back', 'failed'] as const;

  it.each(endings)('is a failure though the endpoint is InService: %s', async (ending) => {
    const world = fakeWorld({ deployments: (nth) => (nth === 2 ? ending : 'deployed') });
    rightOf(await training(world.ports)());
    const second = runPipeline(trainingPipeline, aRun('r2'));
    expect(leftOf(await second(world.ports)())).toEqual({
      _tag: 'EndpointNotDeployed',
      endpoint: 'credit-risk-local',
      status: 'InService',
      asked: 'credit-risk-local-create-endpoint-r2-1',
      live: 'credit-risk-local-create-endpoint-r1-1',
      failureReason: ending === 'failed' ? 'did not pass the ping health check' : null,
    });
  });

  it.each(endings)('is tried again by the next attempt: %s', async (ending) => {
    const world = fakeWorld({ deployments: (nth) => (nth === 2 ? ending : 'deployed') });
    rightOf(await training(world.ports)());
    const second = runPipeline(trainingPipeline, aRun('r2'));
    leftOf(await second(world.ports)());
    const manifests = rightOf(await second(world.ports)());
    expect(manifests.get('create-endpoint')?.attempt).toBe(2);
    expect(await world.ports.sagemaker.describeEndpoint('credit-risk-local')()).toMatchObject({
      right: { configName: 'credit-risk-local-create-endpoint-r2-2', status: 'InService' },
    });
  });

  it('that never started because the runner was killed is started by the same attempt', async () => {
    const world = fakeWorld();
    rightOf(await training(world.ports)());
    const second = runPipeline(trainingPipeline, aRun('r2'));
    const killed = fakeProcess();
    const dying = {
      ...world.ports,
      processes: killed.port,
      sagemaker: {
        ...world.ports.sagemaker,
        updateEndpoint: () => () => Promise.reject(new Killed()),
      },
    };
    await expect(second(dying)()).rejects.toThrow(Killed);
    killed.die();
    expect(rightOf(await second(world.ports)()).get('create-endpoint')?.attempt).toBe(1);
  });

  it('leaves an endpoint that was never in service, and says how to get rid of it', async () => {
    const world = fakeWorld({ deployments: (nth) => (nth === 1 ? 'failed' : 'deployed') });
    const expected = { _tag: 'EndpointUnusable', endpoint: 'credit-risk-local', status: 'Failed' };
    expect(leftOf(await training(world.ports)())).toMatchObject(expected);
    expect(leftOf(await training(world.ports)())).toMatchObject(expected);
    world.endpoint.remove('credit-risk-local');
    rightOf(await training(world.ports)());
  });

  it('is not attempted while another deployment updates the endpoint', async () => {
    const world = fakeWorld();
    rightOf(await training(world.ports)());
    const { sagemaker } = world.ports;
    const theirs = { EndpointName: 'credit-risk-local', EndpointConfigName: 'theirs' };
    const meanwhile = {
      ...world.ports,
      sagemaker: {
        ...sagemaker,
        createModel: (input: Parameters<typeof sagemaker.createModel>[0]) =>
          pipe(
            sagemaker.createModel(input),
            TE.flatMap(() => sagemaker.updateEndpoint(theirs)),
          ),
      },
    };
    const error = leftOf(await runPipeline(trainingPipeline, aRun('r2'))(meanwhile)());
    expect(error).toMatchObject({ _tag: 'EndpointBusy', pending: 'theirs' });
    expect(severityOf(error)).toBe('retryable');
    expect(world.endpointConfigs.has('credit-risk-local-create-endpoint-r2-1')).toBe(false);
  });
});
