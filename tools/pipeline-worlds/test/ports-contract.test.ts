import { fakeWorld } from '../src/fake-world/fake-world';
import { startTestCloud, type TestCloud } from '../src/local-cloud/test-cloud';
import { portsContract } from './ports-contract.fixtures';

const minute = 60_000;

describe('the world in memory', () => {
  const world = fakeWorld();
  portsContract(() => ({ ports: world.ports, pace: 10_000 }));
});

describe('the AWS SDK against a local cloud', () => {
  let cloud: TestCloud | undefined;
  const running = (): TestCloud => {
    if (cloud === undefined) throw new Error('the cloud is not up');
    return cloud;
  };
  beforeAll(async () => {
    cloud = await startTestCloud();
  }, minute);
  afterAll(async () => {
    await cloud?.stop();
  }, minute);
  portsContract(() => ({ ports: running().ports(), pace: 100 }));

  it('distinguishes a missing bucket from a missing object', async () => {
    expect(await running().ports().objects.list('s3://no-such-bucket/x')()).toMatchObject({
      left: { _tag: 'NotFound', code: 'NoSuchBucket' },
    });
  });
});
