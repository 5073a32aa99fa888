import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateFeatureGroupCommand,
  CreateModelCommand,
  CreateProcessingJobCommand,
  DescribeEndpointCommand,
  DescribeFeatureGroupCommand,
  DescribeProcessingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { PutRecordCommand } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import {
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { processStart } from '../src/machine/process-start';
import { temporaryFolder } from '../src/machine/temporary-folder.fixtures';
import { eventually } from './test-server.fixtures';
import { endChildren, killHard, outcomeOf } from './child-server.fixtures';
import { BUCKET, connect, makeBucket, startCloud, writeImages } from './cloud.fixtures';

jest.setTimeout(90_000);

const folder = temporaryFolder();
afterAll(async () => {
  await endChildren();
  rmSync(folder, { recursive: true, force: true });
});

type Clients = ReturnType<typeof connect>;
const RoleArn = 'arn:aws:iam::000000000000:role/SageMaker';
const job = (ProcessingJobName: string, image: string) =>
  new CreateProcessingJobCommand({
    ProcessingJobName,
    RoleArn,
    AppSpecification: { ImageUri: `local/${image}:1` },
    ProcessingResources: {
      ClusterConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
    },
    ProcessingInputs: [
      {
        InputName: 'data',
        S3Input: {
          S3Uri: `s3://${BUCKET}/in`,
          LocalPath: '/opt/ml/processing/input/data',
          S3DataType: 'S3Prefix',
          S3InputMode: 'File',
        },
      },
    ],
    ProcessingOutputConfig: {
      Outputs: [
        {
          OutputName: 'copy',
          S3Output: {
            S3Uri: `s3://${BUCKET}/out`,
            LocalPath: '/opt/ml/processing/output/copy',
            S3UploadMode: 'EndOfJob',
          },
        },
      ],
    },
  });
const describeJob = ({ sageMaker }: Clients, ProcessingJobName: string) =>
  sageMaker.send(new DescribeProcessingJobCommand({ ProcessingJobName }));
const invoke = async ({ runtime }: Clients): Promise<string> => {
  const { Body } = await runtime.send(
    new InvokeEndpointCommand({ EndpointName: 'live', Body: Buffer.from('x') }),
  );
  return Body.transformToString();
};
const inService = ({ sageMaker }: Clients) =>
  eventually(
    () => sageMaker.send(new DescribeEndpointCommand({ EndpointName: 'live' })),
    ({ EndpointStatus }) => EndpointStatus === 'InService',
  );
const objectText = async ({ s3 }: Clients, Key: string): Promise<string | undefined> =>
  (await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }))).Body?.transformToString();

const serveModel = async (clients: Clients): Promise<void> => {
  const { sageMaker } = clients;
  await sageMaker.send(
    new CreateModelCommand({ ModelName: 'm', PrimaryContainer: { Image: 'local/serve:1' } }),
  );
  const ProductionVariants = [{ VariantName: 'v', ModelName: 'm', InstanceType: 'ml.m5.large' as const }];
  await sageMaker.send(new CreateEndpointConfigCommand({ EndpointConfigName: 'c', ProductionVariants }));
  await sageMaker.send(new CreateEndpointCommand({ EndpointName: 'live', EndpointConfigName: 'c' }));
  await inService(clients);
};
const writeRecord = async ({ sageMaker, records }: Clients): Promise<void> => {
  const FeatureGroupName = 'loans';
  await sageMaker.send(
    new CreateFeatureGroupCommand({
      FeatureGroupName,
      RecordIdentifierFeatureName: 'id',
      EventTimeFeatureName: 'at',
      FeatureDefinitions: [
        { FeatureName: 'id', FeatureType: 'Integral' },
        { FeatureName: 'at', FeatureType: 'String' },
      ],
      OfflineStoreConfig: { S3StorageConfig: { S3Uri: `s3://${BUCKET}/offline` } },
      RoleArn,
    }),
  );
  await eventually(
    () => sageMaker.send(new DescribeFeatureGroupCommand({ FeatureGroupName })),
    ({ FeatureGroupStatus }) => FeatureGroupStatus === 'Created',
  );
  const Record = [
    { FeatureName: 'id', ValueAsString: '1' },
    { FeatureName: 'at', ValueAsString: '2026-01-01T00:00:00Z' },
  ];
  await records.send(new PutRecordCommand({ FeatureGroupName, Record }));
};

describe('the local cloud', () => {
  it('runs a job over S3, ends job and S3 with it on kill -9, and comes back: objects, endpoint and records are there, the job has failed', async () => {
    const images = writeImages(folder);
    const first = await startCloud(folder, images);
    const before = connect(first);
    await makeBucket(before.s3);
    await before.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'in/a.txt', Body: 'text' }));
    await before.sageMaker.send(job('copied', 'copy'));
    const copied = await eventually(
      () => describeJob(before, 'copied'),
      ({ ProcessingJobStatus }) => ProcessingJobStatus !== 'InProgress',
    );
    expect(copied).toMatchObject({ ProcessingJobStatus: 'Completed', ExitMessage: 'copied' });
    await serveModel(before);
    expect(await invoke(before)).toBe('served x');
    await writeRecord(before);
    await before.sageMaker.send(job('orphaned', 'stay'));
    const log = join(folder, 'state', 'logs', 'processing-jobs', 'orphaned', 'algo-1.log');
    const pid = await eventually(
      async () => /^pid (\d+)$/m.exec(readLog(log))?.[1],
      (found) => found !== undefined,
    );
    expect(processStart(Number(pid))).toBeDefined();
    await killHard(first.process);
    await eventually(
      async () => processStart(Number(pid)),
      (start) => start === undefined,
    );
    await eventually(
      () =>
        before.s3.send(new ListBucketsCommand({})).then(
          () => true,
          () => false,
        ),
      (isThere) => !isThere,
    );

    const second = await startCloud(folder, images);
    const after = connect(second);
    const orphaned = await describeJob(after, 'orphaned');
    expect(orphaned.ProcessingJobStatus).toBe('Failed');
    expect(orphaned.FailureReason).toContain('server was stopped while the job was running');
    expect(processStart(Number(pid))).toBeUndefined();
    expect(await objectText(after, 'out/a.txt')).toBe('text');
    await inService(after);
    expect(await invoke(after)).toBe('served x');
    const outcome = outcomeOf(second.process);
    second.process.kill('SIGTERM');
    expect((await outcome).code).toBe(0);

    const third = await startCloud(folder, images);
    const { Contents } = await connect(third).s3.send(
      new ListObjectsV2Command({ Bucket: BUCKET, Prefix: 'offline/' }),
    );
    expect(Contents?.map(({ Key }) => Key)).toEqual([
      expect.stringMatching(/\/year=2026\/month=01\/day=01\/hour=00\//),
    ]);
    const end = outcomeOf(third.process);
    third.process.kill('SIGTERM');
    expect((await end).code).toBe(0);
  });
});

const readLog = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
