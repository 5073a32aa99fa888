import {
  CreateEndpointConfigCommand,
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  ListEndpointsCommand,
  waitUntilEndpointDeleted,
  waitUntilEndpointInService,
} from '@aws-sdk/client-sagemaker';
import { errorOf, startTestServer, type TestServer } from '../test-server.fixtures';
import { endpointsOf, prepare } from './endpoints.fixtures';

let server: TestServer;
let endpoints: ReturnType<typeof endpointsOf>;
beforeAll(async () => {
  server = await startTestServer();
  endpoints = endpointsOf(server);
  server.script.failing.add('broken');
  await prepare(server);
});
afterAll(() => server.destroy());

const arn = (name: string) => `arn:aws:sagemaker:eu-west-1:123456789012:endpoint/${name}`;
describe('an endpoint', () => {
  it('is Creating with a pending deployment, then InService, and responds', async () => {
    const open = endpoints.closeGate();
    expect((await endpoints.create('Demo')).EndpointArn).toBe(arn('demo'));
    expect(await endpoints.describeOne('Demo')).toMatchObject({
      EndpointStatus: 'Creating',
      PendingDeploymentSummary: {
        EndpointConfigName: 'blue',
        ProductionVariants: [{ VariantName: 'AllTraffic', VariantStatus: [{ Status: 'Creating' }] }],
      },
    });
    expect(await errorOf(endpoints.invoke('Demo'))).toMatchObject({
      name: 'ValidationError',
      message: 'Endpoint Demo of account 123456789012 not found.',
    });
    open();
    await waitUntilEndpointInService(
      { client: server.sageMaker, maxWaitTime: 10, minDelay: 1 },
      { EndpointName: 'Demo' },
    );
    const live = await endpoints.describeOne('Demo');
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
    expect(await endpoints.invoke('Demo')).toEqual({ variant: 'blue', type: 'application/json', body: '{}' });
  });

  it('that does not come up is Failed with the reason, and can only be deleted [W, D]', async () => {
    await endpoints.create('dead', 'broken');
    const failed = await endpoints.settled('dead');
    expect(failed.EndpointStatus).toBe('Failed');
    expect(failed.FailureReason).toContain('did not pass the ping health check');
    expect((await errorOf(endpoints.update('dead', 'blue'))).name).toBe('ValidationException');
    await server.sageMaker.send(new DeleteEndpointCommand({ EndpointName: 'dead' }));
  });

  it('serves the new configuration after an update, and takes no other change during it [D]', async () => {
    await endpoints.create('updated');
    await endpoints.settled('updated');
    const open = endpoints.closeGate();
    await endpoints.update('updated', 'green');
    expect(await endpoints.describeOne('updated')).toMatchObject({
      EndpointStatus: 'Updating',
      EndpointConfigName: 'blue',
      PendingDeploymentSummary: { EndpointConfigName: 'green' },
    });
    expect((await endpoints.invoke('updated')).variant).toBe('blue');
    const inProgress = {
      name: 'ValidationException',
      message: `Cannot update in-progress endpoint "${arn('updated')}".`,
    };
    expect(await errorOf(endpoints.update('updated', 'green'))).toMatchObject(inProgress);
    const remove = server.sageMaker.send(new DeleteEndpointCommand({ EndpointName: 'updated' }));
    expect(await errorOf(remove)).toMatchObject(inProgress);
    open();
    expect(await endpoints.settled('updated')).toMatchObject({
      EndpointStatus: 'InService',
      EndpointConfigName: 'green',
    });
    expect((await endpoints.invoke('updated')).variant).toBe('green');
  });

  it('keeps its old configuration InService with a FailureReason when an update fails, until one succeeds [D]', async () => {
    await endpoints.create('rolled-back');
    await endpoints.settled('rolled-back');
    await endpoints.update('rolled-back', 'broken');
    const after = await endpoints.settled('rolled-back');
    expect(after).toMatchObject({ EndpointStatus: 'InService', EndpointConfigName: 'blue' });
    expect(after.FailureReason).toContain('ping health check');
    expect((await endpoints.invoke('rolled-back')).variant).toBe('blue');
    await endpoints.update('rolled-back', 'green');
    expect((await endpoints.settled('rolled-back')).FailureReason).toBeUndefined();
  });

  it('whose own configuration was deleted cannot be updated [W]', async () => {
    await server.sageMaker.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName: 'gone',
        ProductionVariants: [{ VariantName: 'AllTraffic', ModelName: 'm' }],
      }),
    );
    await endpoints.create('orphan', 'gone');
    await endpoints.settled('orphan');
    await server.sageMaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName: 'gone' }));
    expect((await errorOf(endpoints.update('orphan', 'green'))).message).toBe(
      'Could not find endpoint configuration "arn:aws:sagemaker:eu-west-1:123456789012:endpoint-config/gone".',
    );
  });

  it('is Deleting, then gone in the words that waiters look for [D]', async () => {
    await endpoints.create('deleted');
    await endpoints.settled('deleted');
    await server.sageMaker.send(new DeleteEndpointCommand({ EndpointName: 'deleted' }));
    await waitUntilEndpointDeleted(
      { client: server.sageMaker, maxWaitTime: 10, minDelay: 1 },
      { EndpointName: 'deleted' },
    );
    expect((await errorOf(endpoints.describeOne('deleted'))).message).toBe(
      `Could not find endpoint "${arn('deleted')}".`,
    );
    expect((await errorOf(endpoints.invoke('deleted'))).name).toBe('ValidationError');
  });

  it('of a taken name or an unknown configuration is refused [W, D]', async () => {
    await endpoints.create('taken');
    expect((await errorOf(endpoints.create('taken'))).message).toBe(
      `Cannot create already existing endpoint "${arn('taken')}".`,
    );
    expect((await errorOf(endpoints.create('other', 'no-config'))).message).toBe(
      'Could not find endpoint configuration "arn:aws:sagemaker:eu-west-1:123456789012:endpoint-config/no-config".',
    );
  });

  it('that is not there is a ValidationError to invoke [W]', async () => {
    expect(await errorOf(endpoints.invoke('missing'))).toMatchObject({
      name: 'ValidationError',
      status: 400,
      message: 'Endpoint missing of account 123456789012 not found.',
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
