import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointCommand,
  DescribeEndpointCommand,
  UpdateEndpointCommand,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import * as E from 'fp-ts/Either';
import { rmSync } from 'node:fs';
import { startLocalCloud } from '../../src/start-local-cloud';
import type { LocalSageMaker } from '../../src/local-sagemaker';
import { clientsOf, errorOf, eventually } from '../test-server.fixtures';
import { isAlive, miniStackProgram, newFolder, tableOf, textOf, until } from '../machine.fixtures';
import { json, pidsIn, programs } from './serving.fixtures';
import { join } from 'node:path';

jest.setTimeout(60_000);

const folder = newFolder();
let cloud: LocalSageMaker;
let clients: ReturnType<typeof clientsOf>;
const start = async (): Promise<void> => {
  const started = await startLocalCloud({
    stateFolder: folder,
    images: tableOf(folder, programs),
    ministack: [miniStackProgram],
    region: 'eu-west-1',
  })();
  if (E.isLeft(started)) throw new Error(started.left.message);
  cloud = started.right;
  clients = clientsOf(cloud.endpointUrl);
};
const end = async (): Promise<void> => {
  Object.values(clients).forEach((client) => client.destroy());
  await cloud.stop();
};
beforeAll(start);
afterAll(async () => {
  await end();
  rmSync(folder, { recursive: true, force: true });
});

const EndpointName = 'scoring';
const logOf = (variant: string): string =>
  join(folder, 'logs', 'endpoints', EndpointName, `${variant}-0.log`);
const configure = async (name: string, image: string): Promise<void> => {
  const container = { Image: `local/${image}:1`, Environment: { NAME: name } };
  await clients.sageMaker.send(new CreateModelCommand({ ModelName: name, PrimaryContainer: container }));
  const variant = { VariantName: name, ModelName: name, InstanceType: 'ml.m5.large' as const };
  await clients.sageMaker.send(
    new CreateEndpointConfigCommand({ EndpointConfigName: name, ProductionVariants: [variant] }),
  );
};
const describeEndpoint = () => clients.sageMaker.send(new DescribeEndpointCommand({ EndpointName }));
const settled = () => eventually(describeEndpoint, ({ EndpointStatus = '' }) => !/ing$/.test(EndpointStatus));
const update = async (EndpointConfigName: string) => {
  await clients.sageMaker.send(new UpdateEndpointCommand({ EndpointName, EndpointConfigName }));
  return settled();
};
const invoke = async (body: string) => {
  const response = await clients.runtime.send(
    new InvokeEndpointCommand({ EndpointName, Body: Buffer.from(body), CustomAttributes: 'asked' }),
  );
  return { ...response, text: response.Body.transformToString() };
};

describe('an endpoint of a local cloud', () => {
  it('is created, invoked, updated, fails to update, comes back after a restart, and is deleted', async () => {
    for (const name of ['blue', 'green']) await configure(name, 'serve.cjs');
    await configure('red', 'broken');
    await clients.sageMaker.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName: 'blue' }));
    expect(await settled()).toMatchObject({ EndpointStatus: 'InService', EndpointConfigName: 'blue' });
    const response = await invoke('who');
    expect(response).toMatchObject({
      InvokedProductionVariant: 'blue',
      CustomAttributes: 'from the container',
      ContentType: 'application/json; charset=utf-8',
    });
    expect(json(response.text)).toMatchObject({ headers: { 'x-amzn-sagemaker-custom-attributes': 'asked' } });
    expect(await errorOf(invoke('status 400'))).toMatchObject({
      name: 'ModelError',
      status: 424,
      message: expect.stringContaining('Received client error (400) from primary'),
    });

    let isOver = false;
    const variants: (string | undefined)[] = [];
    const asking = Array.from({ length: 4 }, async () => {
      while (!isOver) variants.push((await invoke('wait 5')).InvokedProductionVariant);
    });
    await until(() => (variants.length > 20 ? true : undefined));
    expect(await update('green')).toMatchObject({ EndpointConfigName: 'green', EndpointStatus: 'InService' });
    const failed = await update('red');
    expect(failed).toMatchObject({ EndpointConfigName: 'green', EndpointStatus: 'InService' });
    expect(failed.FailureReason).toMatch(/^The primary container for production variant red did not pass/);
    isOver = true;
    // Not one of them failed, or this would throw.
    await Promise.all(asking);
    expect(variants.indexOf('green')).toBeGreaterThan(0);
    expect(variants.slice(variants.indexOf('green') + 4)).not.toContain('blue');
    expect(textOf(logOf('red'))).toBe('broken\n');

    await end();
    expect(['blue', 'green', 'red'].flatMap((name) => pidsIn(logOf(name))).filter(isAlive)).toEqual([]);
    await start();
    expect(await settled()).toMatchObject({ EndpointStatus: 'InService', EndpointConfigName: 'green' });
    expect((await invoke('who')).InvokedProductionVariant).toBe('green');

    await clients.sageMaker.send(new DeleteEndpointCommand({ EndpointName }));
    await until(async () => {
      const names = await describeEndpoint().then(
        () => undefined,
        (error: Error) => error.name,
      );
      return names;
    });
    expect(pidsIn(logOf('green')).filter(isAlive)).toEqual([]);
    expect(await errorOf(invoke('who'))).toMatchObject({ name: 'ValidationError' });
  });
});
