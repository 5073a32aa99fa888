import { DeleteEndpointConfigCommand, DeleteModelCommand } from '@aws-sdk/client-sagemaker';
import { newScript, startTestServer } from '../test-server.fixtures';
import { endpointsOf, prepare } from './endpoints.fixtures';

describe('endpoints after a restart', () => {
  it('come back with what they served, although its configuration and model were deleted; requests wait, and changes under way are resumed', async () => {
    const first = await startTestServer();
    await prepare(first);
    const firstEndpoints = endpointsOf(first);
    for (const name of ['calm', 'changing']) {
      await firstEndpoints.create(name, 'blue');
      await firstEndpoints.settled(name);
    }
    firstEndpoints.closeGate();
    await firstEndpoints.update('changing', 'green');
    await firstEndpoints.create('young', 'blue');
    await first.sageMaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName: 'blue' }));
    await first.sageMaker.send(new DeleteModelCommand({ ModelName: 'm' }));
    await first.stop();

    const script = newScript();
    const second = await startTestServer(
      { stateFolder: first.stateFolder, minimumTransitionMilliseconds: 20 },
      script,
    );
    const secondEndpoints = endpointsOf(second);
    try {
      expect((await secondEndpoints.invoke('calm')).variant).toBe('blue');
      expect(await secondEndpoints.settled('calm')).toMatchObject({
        EndpointStatus: 'InService',
        EndpointConfigName: 'blue',
      });
      expect(await secondEndpoints.settled('changing')).toMatchObject({ EndpointConfigName: 'green' });
      expect(await secondEndpoints.settled('young')).toMatchObject({ EndpointStatus: 'InService' });
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
