import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DescribeEndpointCommand,
  ListEndpointsCommand,
  UpdateEndpointCommand,
  waitUntilEndpointDeleted,
  waitUntilEndpointInService,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { errorOf, eventually, newScript, startTestServer, type TestServer } from '../test-server.fixtures';

let server: TestServer;
const prepare = async ({ sageMaker }: TestServer): Promise<void> => {
  await sageMaker.send(new CreateModelCommand({ ModelName: 'm', PrimaryContainer: { Image: 'i:1' } }));
  for (const EndpointConfigName of ['blue', 'green', 'broken'])
    await sageMaker.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName,
        ProductionVariants: [{ VariantName: 'AllTraffic', ModelName: 'm', InstanceType: 'ml.m5.large' }],
      }),
    );
};
beforeAll(async () => {
  server = await startTestServer();
  server.script.failing.add('broken');
  await prepare(server);
});
afterAll(() => server.destroy());

const arn = (name: string) => `arn:aws:sagemaker:eu-west-1:123456789012:endpoint/${name}`;
const create = (EndpointName: string, EndpointConfigName = 'blue', at = server) =>
  at.sageMaker.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName }));
const update = (EndpointName: string, EndpointConfigName: string, at = server) =>
  at.sageMaker.send(new UpdateEndpointCommand({ EndpointName, EndpointConfigName }));
const describeOne = (EndpointName: string, at = server) =>
  at.sageMaker.send(new DescribeEndpointCommand({ EndpointName }));
const settled = (EndpointName: string, at = server) =>
  eventually(
    () => describeOne(EndpointName, at),
    ({ EndpointStatus }) => EndpointStatus === 'InService' || EndpointStatus === 'Failed',
  );
const invoke = async (EndpointName: string, at = server) => {
  const answer = await at.runtime.send(
    new InvokeEndpointCommand({ EndpointName, Body: Buffer.from('{}'), ContentType: 'application/json' }),
  );
  return {
    variant: answer.InvokedProductionVariant,
    type: answer.ContentType,
    body: answer.Body.transformToString(),
  };
};
/** Lets deployments wait until the returned function is called. */
const closeGate = (at = server): (() => void) => {
  let open = (): void => undefined;
  at.script.gate = new Promise((resolve) => {
    open = resolve;
  });
  return open;
};

describe('an endpoint', () => {
  it('is Creating with a pending deployment, then InService, and answers', async () => {
    const open = closeGate();
    expect((await create('Demo')).EndpointArn).toBe(arn('demo'));
    expect(await describeOne('Demo')).toMatchObject({
      EndpointStatus: 'Creating',
      PendingDeploymentSummary: {
        EndpointConfigName: 'blue',
        ProductionVariants: [{ VariantName: 'AllTraffic', VariantStatus: [{ Status: 'Creating' }] }],
      },
    });
    expect(await errorOf(invoke('Demo'))).toMatchObject({
      name: 'ValidationError',
      message: 'Endpoint Demo of account 123456789012 not found.',
    });
    open();
    await waitUntilEndpointInService(
      { client: server.sageMaker, maxWaitTime: 10, minDelay: 1 },
      { EndpointName: 'Demo' },
    );
    const live = await describeOne('Demo');
    expect(live).toMatchObject({
      EndpointConfigName: 'blue',
      ProductionVariants: [
        {
          VariantName: 'AllTraffic',
          CurrentWeight: 1,
          CurrentInstanceCount: 1,
          DeployedImages: [{ SpecifiedImage: 'i:1' }],
        },
      ],
    });
    expect(live.PendingDeploymentSummary).toBeUndefined();
    expect(await invoke('Demo')).toEqual({ variant: 'blue', type: 'application/json', body: '{}' });
  });

  it('that does not come up is Failed with the reason, and can only be deleted [W, D]', async () => {
    await create('dead', 'broken');
    const failed = await settled('dead');
    expect(failed.EndpointStatus).toBe('Failed');
    expect(failed.FailureReason).toContain('did not pass the ping health check');
    expect((await errorOf(update('dead', 'blue'))).name).toBe('ValidationException');
    await server.sageMaker.send(new DeleteEndpointCommand({ EndpointName: 'dead' }));
  });

  it('serves the new configuration after an update, and takes no other change during it [D]', async () => {
    await create('updated');
    await settled('updated');
    const open = closeGate();
    await update('updated', 'green');
    expect(await describeOne('updated')).toMatchObject({
      EndpointStatus: 'Updating',
      EndpointConfigName: 'blue',
      PendingDeploymentSummary: { EndpointConfigName: 'green' },
    });
    expect((await invoke('updated')).variant).toBe('blue');
    const inProgress = {
      name: 'ValidationException',
      message: `Cannot update in-progress endpoint "${arn('updated')}".`,
    };
    expect(await errorOf(update('updated', 'green'))).toMatchObject(inProgress);
    const remove = server.sageMaker.send(new DeleteEndpointCommand({ EndpointName: 'updated' }));
    expect(await errorOf(remove)).toMatchObject(inProgress);
    open();
    expect(await settled('updated')).toMatchObject({
      EndpointStatus: 'InService',
      EndpointConfigName: 'green',
    });
    expect((await invoke('updated')).variant).toBe('green');
  });

  it('keeps its old configuration InService with a FailureReason when an update fails, until one succeeds [D]', async () => {
    await create('rolled-back');
    await settled('rolled-back');
    await update('rolled-back', 'broken');
    const after = await settled('rolled-back');
    expect(after).toMatchObject({ EndpointStatus: 'InService', EndpointConfigName: 'blue' });
    expect(after.FailureReason).toContain('ping health check');
    expect((await invoke('rolled-back')).variant).toBe('blue');
    await update('rolled-back', 'green');
    expect((await settled('rolled-back')).FailureReason).toBeUndefined();
  });

  it('whose own configuration was deleted cannot be updated [W]', async () => {
    await server.sageMaker.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName: 'gone',
        ProductionVariants: [{ VariantName: 'AllTraffic', ModelName: 'm' }],
      }),
    );
    await create('orphan', 'gone');
    await settled('orphan');
    await server.sageMaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName: 'gone' }));
    expect((await errorOf(update('orphan', 'green'))).message).toBe(
      'Could not find endpoint configuration "arn:aws:sagemaker:eu-west-1:123456789012:endpoint-config/gone".',
    );
  });

  it('is Deleting, then gone in the words that waiters look for [D]', async () => {
    await create('deleted');
    await settled('deleted');
    await server.sageMaker.send(new DeleteEndpointCommand({ EndpointName: 'deleted' }));
    await waitUntilEndpointDeleted(
      { client: server.sageMaker, maxWaitTime: 10, minDelay: 1 },
      { EndpointName: 'deleted' },
    );
    expect((await errorOf(describeOne('deleted'))).message).toBe(
      `Could not find endpoint "${arn('deleted')}".`,
    );
    expect((await errorOf(invoke('deleted'))).name).toBe('ValidationError');
  });

  it('of a taken name or an unknown configuration is refused [W, D]', async () => {
    await create('taken');
    expect((await errorOf(create('taken'))).message).toBe(
      `Cannot create already existing endpoint "${arn('taken')}".`,
    );
    expect((await errorOf(create('other', 'no-config'))).message).toBe(
      'Could not find endpoint configuration "arn:aws:sagemaker:eu-west-1:123456789012:endpoint-config/no-config".',
    );
  });

  it('that is not there is a ValidationError to invoke [W]', async () => {
    expect(await errorOf(invoke('nobody'))).toMatchObject({
      name: 'ValidationError',
      status: 400,
      message: 'Endpoint nobody of account 123456789012 not found.',
    });
  });

  it('is listed with its status, newest first', async () => {
    const { Endpoints } = await server.sageMaker.send(
      new ListEndpointsCommand({ StatusEquals: 'InService' }),
    );
    const names = Endpoints?.map(({ EndpointName }) => EndpointName);
    expect(names?.at(-1)).toBe('Demo');
    expect(Endpoints?.every(({ EndpointStatus }) => EndpointStatus === 'InService')).toBe(true);
  });
});

describe('endpoints after a restart', () => {
  it('come back with what they served, although its configuration and model were deleted; requests wait, and changes under way go on', async () => {
    const first = await startTestServer();
    await prepare(first);
    for (const name of ['calm', 'changing']) {
      await create(name, 'blue', first);
      await settled(name, first);
    }
    closeGate(first);
    await update('changing', 'green', first);
    await create('young', 'blue', first);
    await first.sageMaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName: 'blue' }));
    await first.sageMaker.send(new DeleteModelCommand({ ModelName: 'm' }));
    await first.stop();

    const script = newScript();
    const second = await startTestServer(
      { stateFolder: first.stateFolder, minimumTransitionMilliseconds: 20 },
      script,
    );
    try {
      expect((await invoke('calm', second)).variant).toBe('blue');
      expect(await settled('calm', second)).toMatchObject({
        EndpointStatus: 'InService',
        EndpointConfigName: 'blue',
      });
      expect(await settled('changing', second)).toMatchObject({ EndpointConfigName: 'green' });
      expect(await settled('young', second)).toMatchObject({ EndpointStatus: 'InService' });
      expect([...script.active].map(([name, { config }]) => `${name} ${config}`).sort()).toEqual([
        'calm blue',
        'changing green',
        'young blue',
      ]);
    } finally {
      await second.destroy();
    }
  });
});
