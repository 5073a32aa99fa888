import { PutObjectCommand } from '@aws-sdk/client-s3';
import * as E from 'fp-ts/Either';
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pack } from '../../src/s3/archive';
import { BUCKET, REGION, seenIn, startS3, ways, type LocalS3 } from '../machine.fixtures';
import { ask, deploymentOf, faultOf, fleetsOver, json, logOf, putUp, type Fleets } from './serving.fixtures';

jest.setTimeout(60_000);

let s3: LocalS3;
const running: Fleets[] = [];
beforeAll(async () => {
  s3 = await startS3();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((fleets) => fleets.stopAll()));
});
afterAll(() => s3.stop());

const newFleets = (
  ...more: Parameters<typeof fleetsOver> extends [unknown, ...infer Rest] ? Rest : never
) => {
  const fleets = fleetsOver(s3, ...more);
  running.push(fleets);
  return fleets;
};
const storedModel = async (name: string): Promise<string> => {
  const folder = join(s3.folder, `model-${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'name'), name);
  await pack(folder, `${folder}.tar.gz`);
  const Body = await readFile(`${folder}.tar.gz`);
  await s3.client.send(new PutObjectCommand({ Bucket: BUCKET, Key: `models/${name}.tar.gz`, Body }));
  return `s3://${BUCKET}/models/${name}.tar.gz`;
};

describe.each(ways)('an endpoint with %s', (_, isolate) => {
  it('serves its model, and passes on what InvokeEndpoint passes on, both ways', async () => {
    const endpoint = `passing-${isolate === undefined ? 'base' : 'mount'}`;
    const fleets = newFleets({}, isolate);
    const modelData = await storedModel('scoring');
    await putUp(fleets, endpoint, deploymentOf({ v: { modelData } }));
    const outcome = await fleets.invoke({
      EndpointName: endpoint,
      Body: Buffer.from('loan'),
      ContentType: 'text/csv',
      Accept: 'application/json',
      CustomAttributes: 'contract-version=1',
      InferenceId: 'inference-1',
    });
    if (E.isLeft(outcome)) throw new Error(outcome.left.message);
    expect(outcome.right).toMatchObject({
      ContentType: 'application/json; charset=utf-8',
      CustomAttributes: 'from the container',
      InvokedProductionVariant: 'v',
    });
    expect(Object.keys(outcome.right)).toHaveLength(4);
    expect(json(Buffer.from(outcome.right.Body).toString())).toMatchObject({
      url: '/invocations',
      method: 'POST',
      body: 'loan',
      model: 'scoring',
      args: ['serve'],
      headers: {
        'content-type': 'text/csv',
        accept: 'application/json',
        'x-amzn-sagemaker-custom-attributes': 'contract-version=1',
        'x-amzn-sagemaker-inference-id': 'inference-1',
      },
    });
  });
});

describe('an invocation', () => {
  it.each([
    [
      'status 404',
      404,
      /^Received client error \(404\) from primary with message "the reason of 404"\. See https/,
    ],
    [
      'status 503',
      503,
      /^Received server error \(503\) from primary with message "the reason of 503"\. See https/,
    ],
    [
      'large 6291457',
      500,
      /^Received server error \(500\) from primary and could not load the entire response/,
    ],
    ['never', 0, /^Received server error \(0\) from primary with message "Your invocation timed out/],
    ['die', 0, /^Received server error \(0\) from primary with message "The container closed the connection/],
  ])('is a ModelError if the container responds with %s', async (order, status, message) => {
    const fleets = newFleets({ responseMilliseconds: 1_000 });
    await putUp(fleets, 'errors', deploymentOf({ v: {} }));
    expect(await faultOf(fleets, 'errors', order)).toEqual({
      _tag: 'ApiError',
      code: 'ModelError',
      status: 424,
      message: expect.stringMatching(message),
      members: {
        OriginalStatusCode: status,
        OriginalMessage: expect.any(String),
        LogStreamArn: `arn:aws:logs:${REGION}:123456789012:log-group:/aws/sagemaker/Endpoints/errors`,
      },
    });
  });

  it('may get a response as large as the service passes on', async () => {
    const fleets = newFleets();
    await putUp(fleets, 'large', deploymentOf({ v: {} }));
    expect(await ask(fleets, 'large', 'large 6291456')).toHaveLength(6_291_456);
  });

  it('goes to the variant that it names, or to one by weight', async () => {
    let random = 0;
    const fleets = newFleets({ random: () => random });
    await putUp(fleets, 'weights', deploymentOf({ a: { weight: 1 }, b: { weight: 3 }, off: { weight: 0 } }));
    const nameOf = async (TargetVariant?: string) =>
      json(await ask(fleets, 'weights', 'who', TargetVariant === undefined ? {} : { TargetVariant })).name;
    const names: unknown[] = [];
    for (random of [0, 0.24, 0.26, 0.99]) names.push(await nameOf());
    expect(names).toEqual(['a', 'a', 'b', 'b']);
    expect(await nameOf('a')).toBe('a');
    expect(await nameOf('off')).toBe('off');
    expect(await faultOf(fleets, 'weights', 'who', 'c')).toMatchObject({
      code: 'ValidationError',
      message: 'Variant c was not found for endpoint weights.',
    });
  });

  it('is copied to a shadow, whose response is discarded', async () => {
    const fleets = newFleets({ random: () => 0 });
    await putUp(fleets, 'shadowed', deploymentOf({ live: {} }, { shadow: {} }));
    expect(json(await ask(fleets, 'shadowed', 'copied')).name).toBe('live');
    await seenIn(logOf(s3, 'shadowed', 'shadow-0'), /asked copied/);
    expect(await faultOf(fleets, 'shadowed', 'copied', 'shadow')).toMatchObject({ code: 'ValidationError' });
  });
});
