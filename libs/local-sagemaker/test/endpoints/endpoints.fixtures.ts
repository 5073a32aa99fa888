// Endpoints of a test server in short words.
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DescribeEndpointCommand,
  UpdateEndpointCommand,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { eventually, type TestServer } from '../test-server.fixtures';

/** Makes the model and the configurations that the endpoints of a test use. */
export const prepare = async ({ sageMaker }: TestServer): Promise<void> => {
  await sageMaker.send(new CreateModelCommand({ ModelName: 'm', PrimaryContainer: { Image: 'i:1' } }));
  for (const EndpointConfigName of ['blue', 'green', 'broken'])
    await sageMaker.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName,
        ProductionVariants: [{ VariantName: 'AllTraffic', ModelName: 'm', InstanceType: 'ml.m5.large' }],
      }),
    );
};
/** What a test does with the endpoints of one server. */
export const endpointsOf = (server: TestServer) => {
  const create = (EndpointName: string, EndpointConfigName = 'blue') =>
    server.sageMaker.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName }));
  const update = (EndpointName: string, EndpointConfigName: string) =>
    server.sageMaker.send(new UpdateEndpointCommand({ EndpointName, EndpointConfigName }));
  const describeOne = (EndpointName: string) =>
    server.sageMaker.send(new DescribeEndpointCommand({ EndpointName }));
  const settled = (EndpointName: string) =>
    eventually(
      () => describeOne(EndpointName),
      ({ EndpointStatus }) => EndpointStatus === 'InService' || EndpointStatus === 'Failed',
    );
  const invoke = async (EndpointName: string) => {
    const response = await server.runtime.send(
      new InvokeEndpointCommand({ EndpointName, Body: Buffer.from('{}'), ContentType: 'application/json' }),
    );
    return {
      variant: response.InvokedProductionVariant,
      type: response.ContentType,
      body: response.Body.transformToString(),
    };
  };
  /** Lets deployments wait until the returned function is called. */
  const closeGate = (): (() => void) => {
    let open = (): void => undefined;
    server.script.gate = new Promise((resolve) => {
      open = resolve;
    });
    return open;
  };
  return { create, update, describeOne, settled, invoke, closeGate };
};
