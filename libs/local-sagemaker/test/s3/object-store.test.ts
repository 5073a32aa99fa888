import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import * as E from 'fp-ts/Either';
import { rmSync } from 'node:fs';
import { objectStore, type ObjectStore } from '../../src/s3/object-store';
import { startMiniStack, type MiniStack } from '../../src/s3/ministack';
import { temporaryFolder } from '../../src/machine/temporary-folder.fixtures';
import { miniStackProgram } from '../cloud.fixtures';

jest.setTimeout(60_000);

const folder = temporaryFolder();
let miniStack: MiniStack;
let objects: ObjectStore;
let client: S3Client;
beforeAll(async () => {
  const started = await startMiniStack({
    command: [miniStackProgram],
    port: 0,
    stateFolder: folder,
    region: 'us-east-1',
    accountId: '000000000000',
  })();
  if (E.isLeft(started)) throw new Error(started.left.message);
  miniStack = started.right;
  objects = objectStore(miniStack.endpointUrl, 'us-east-1');
  client = new S3Client({
    endpoint: miniStack.endpointUrl,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await client.send(new CreateBucketCommand({ Bucket: 'bucket' }));
});
afterAll(async () => {
  objects.close();
  client.destroy();
  await miniStack.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the object store', () => {
  it('puts an object where its address says, and sees it by its prefix', async () => {
    const body = new Uint8Array([0, 1, 255]);
    expect(await objects.putObject('s3://bucket/a b/c=1/d.parquet', body)).toEqual(E.right(undefined));
    const { Body } = await client.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'a b/c=1/d.parquet' }));
    expect(await Body?.transformToByteArray()).toEqual(body);
    expect(await objects.hasObjects('s3://bucket/a b/')).toEqual(E.right(true));
  });

  it('sees none below another prefix or in a bucket that is not there', async () => {
    expect(await objects.hasObjects('s3://bucket/none')).toEqual(E.right(false));
    expect(await objects.hasObjects('s3://no-such-bucket/none')).toEqual(E.right(false));
  });

  it('says why an object could not be put', async () => {
    expect(await objects.putObject('s3://no-such-bucket/a', new Uint8Array())).toEqual(
      E.left(expect.stringContaining('s3://no-such-bucket/a: NoSuchBucket')),
    );
  });

  it('does not take an S3 out of reach for an empty one', async () => {
    const nowhere = objectStore('http://127.0.0.1:9', 'us-east-1');
    expect(E.isLeft(await nowhere.hasObjects('s3://bucket/a'))).toBe(true);
    nowhere.close();
  });
});
