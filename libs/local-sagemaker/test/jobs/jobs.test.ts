import {
  CreateProcessingJobCommand,
  CreateTrainingJobCommand,
  DescribeProcessingJobCommand,
  DescribeTrainingJobCommand,
  ListProcessingJobsCommand,
  ListTrainingJobsCommand,
  StopProcessingJobCommand,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { errorOf, eventually, newScript, startTestServer, type TestServer } from '../test-server.fixtures';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.destroy());

const RoleArn = 'arn:aws:iam::123456789012:role/SageMaker';
const processing = (ProcessingJobName: string) =>
  new CreateProcessingJobCommand({
    ProcessingJobName,
    RoleArn,
    AppSpecification: { ImageUri: 'credit-risk/feature-engineering:1' },
    ProcessingResources: {
      ClusterConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
    },
  });
const training = (TrainingJobName: string, S3Uri = 's3://bucket/features') =>
  new CreateTrainingJobCommand({
    TrainingJobName,
    RoleArn,
    AlgorithmSpecification: { TrainingImage: 'credit-risk/training:1', TrainingInputMode: 'File' },
    InputDataConfig: [
      { ChannelName: 'features', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri } } },
    ],
    OutputDataConfig: { S3OutputPath: 's3://bucket/out/' },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
    StoppingCondition: { MaxRuntimeInSeconds: 60 },
    HyperParameters: { seed: '1' },
  });
const describeProcessing = (ProcessingJobName: string) =>
  server.sageMaker.send(new DescribeProcessingJobCommand({ ProcessingJobName }));
const describeTraining = (TrainingJobName: string) =>
  server.sageMaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));

describe('processing jobs', () => {
  it('are InProgress until what runs them reports the end', async () => {
    const { ProcessingJobArn } = await server.sageMaker.send(processing('Job-1'));
    expect(ProcessingJobArn).toBe('arn:aws:sagemaker:eu-west-1:123456789012:processing-job/job-1');
    expect(await describeProcessing('Job-1')).toMatchObject({
      ProcessingJobName: 'Job-1',
      ProcessingJobStatus: 'InProgress',
      StoppingCondition: { MaxRuntimeInSeconds: 86_400 },
    });
    server.script.endings.get('Job-1')?.();
    const ended = await eventually(
      () => describeProcessing('Job-1'),
      ({ ProcessingJobStatus }) => ProcessingJobStatus !== 'InProgress',
    );
    expect(ended).toMatchObject({ ProcessingJobStatus: 'Completed', ExitMessage: 'bye' });
  });

  it('go through Stopping to Stopped, and cannot be stopped twice', async () => {
    await server.sageMaker.send(processing('stopped'));
    await server.sageMaker.send(new StopProcessingJobCommand({ ProcessingJobName: 'stopped' }));
    await eventually(
      () => describeProcessing('stopped'),
      ({ ProcessingJobStatus }) => ProcessingJobStatus === 'Stopped',
    );
    const again = server.sageMaker.send(new StopProcessingJobCommand({ ProcessingJobName: 'stopped' }));
    expect(await errorOf(again)).toMatchObject({
      name: 'ValidationException',
      message: 'The request was rejected because the processing job is in status Stopped',
    });
  });

  it('of a name that is taken are a ResourceInUse with the ARN [W]', async () => {
    await server.sageMaker.send(processing('twice'));
    expect(await errorOf(server.sageMaker.send(processing('twice')))).toMatchObject({
      name: 'ResourceInUse',
      status: 400,
      message:
        'Job name must be unique within an AWS account and region, and a job with this name already exists (arn:aws:sagemaker:eu-west-1:123456789012:processing-job/twice)',
    });
  });

  it('that are not there are a ValidationException naming the job [D]', async () => {
    const expected = { name: 'ValidationException', message: 'Could not find requested job with name: none' };
    expect(await errorOf(describeProcessing('none'))).toMatchObject(expected);
    const stop = server.sageMaker.send(new StopProcessingJobCommand({ ProcessingJobName: 'none' }));
    expect(await errorOf(stop)).toMatchObject(expected);
  });

  it('are listed oldest first, by status too [D]', async () => {
    const list = (input: object) => server.sageMaker.send(new ListProcessingJobsCommand(input));
    const all = await list({ MaxResults: 100 });
    const names = all.ProcessingJobSummaries?.map(({ ProcessingJobName }) => ProcessingJobName);
    expect(names).toEqual(['Job-1', 'stopped', 'twice']);
    const stopped = await list({ StatusEquals: 'Stopped' });
    expect(stopped.ProcessingJobSummaries?.map(({ ProcessingJobName }) => ProcessingJobName)).toEqual([
      'stopped',
    ]);
    const future = await list({ CreationTimeAfter: new Date(Date.now() + 60_000) });
    expect(future.ProcessingJobSummaries).toEqual([]);
    const past = await list({
      CreationTimeBefore: new Date(Date.now() + 60_000),
      LastModifiedTimeAfter: new Date(0),
    });
    expect(past.ProcessingJobSummaries).toHaveLength(3);
  });
});

describe('training jobs', () => {
  it('name their model artifact from the start and begin with the secondary status Starting [W]', async () => {
    await server.sageMaker.send(training('Train-1'));
    expect(await describeTraining('Train-1')).toMatchObject({
      TrainingJobArn: 'arn:aws:sagemaker:eu-west-1:123456789012:training-job/train-1',
      TrainingJobStatus: 'InProgress',
      SecondaryStatus: 'Starting',
      SecondaryStatusTransitions: [
        { Status: 'Starting', StatusMessage: 'Preparing the instances for training' },
      ],
      ModelArtifacts: { S3ModelArtifacts: 's3://bucket/out/Train-1/output/model.tar.gz' },
      HyperParameters: { seed: '1' },
      EnableManagedSpotTraining: false,
    });
    server.script.endings.get('Train-1')?.();
    await eventually(
      () => describeTraining('Train-1'),
      ({ TrainingJobStatus }) => TrainingJobStatus === 'Completed',
    );
  });

  it('of a name that is taken are a ResourceInUse with the ARN [W]', async () => {
    await server.sageMaker.send(training('again'));
    expect(await errorOf(server.sageMaker.send(training('again')))).toMatchObject({
      name: 'ResourceInUse',
      message:
        'Training job names must be unique within an AWS account and region, and a training job with this name already exists (arn:aws:sagemaker:eu-west-1:123456789012:training-job/again)',
    });
  });

  it('over a prefix without objects are refused at once [W]', async () => {
    expect(await errorOf(server.sageMaker.send(training('hollow', 's3://bucket/empty')))).toMatchObject({
      name: 'ValidationException',
      message: `No S3 objects found under S3 URL "s3://bucket/empty" given in input data source. Please ensure that the bucket exists in the selected region (eu-west-1), that objects exist under that S3 prefix, and that the role "${RoleArn}" has "s3:ListBucket" permissions on bucket "bucket".`,
    });
    expect((await errorOf(describeTraining('hollow'))).message).toBe('Requested resource not found.');
  });

  it('that are over cannot be stopped [W]', async () => {
    await server.sageMaker.send(training('over'));
    await server.sageMaker.send(new StopTrainingJobCommand({ TrainingJobName: 'over' }));
    await eventually(
      () => describeTraining('over'),
      ({ TrainingJobStatus }) => TrainingJobStatus === 'Stopped',
    );
    const again = server.sageMaker.send(new StopTrainingJobCommand({ TrainingJobName: 'over' }));
    expect(await errorOf(again)).toMatchObject({
      name: 'ValidationException',
      message: 'The request was rejected because the training job is in status Stopped',
    });
    const none = server.sageMaker.send(new StopTrainingJobCommand({ TrainingJobName: 'none' }));
    expect((await errorOf(none)).message).toBe('Requested resource not found.');
  });

  it('are listed by name as well', async () => {
    const { TrainingJobSummaries } = await server.sageMaker.send(
      new ListTrainingJobsCommand({ SortBy: 'Name', SortOrder: 'Descending', NameContains: 'a' }),
    );
    expect(TrainingJobSummaries?.map(({ TrainingJobName }) => TrainingJobName)).toEqual(['again', 'Train-1']);
  });
});

describe('a job', () => {
  it('whose runner fails is Failed with the reason, not InProgress for ever', async () => {
    await server.sageMaker.send(processing('explodes'));
    const failed = await eventually(
      () => describeProcessing('explodes'),
      ({ ProcessingJobStatus }) => ProcessingJobStatus !== 'InProgress',
    );
    expect(failed).toMatchObject({
      ProcessingJobStatus: 'Failed',
      FailureReason: 'InternalServerError: no container',
    });
  });
});

describe('jobs that ran when the server stopped', () => {
  it('have failed when it is back, and the reason says what to do', async () => {
    const first = await startTestServer();
    await first.sageMaker.send(processing('p'));
    await first.sageMaker.send(training('t'));
    await first.stop();
    const second = await startTestServer({ stateFolder: first.stateFolder }, newScript());
    try {
      const p = await second.sageMaker.send(new DescribeProcessingJobCommand({ ProcessingJobName: 'p' }));
      const t = await second.sageMaker.send(new DescribeTrainingJobCommand({ TrainingJobName: 't' }));
      expect([p.ProcessingJobStatus, t.TrainingJobStatus, t.SecondaryStatus]).toEqual([
        'Failed',
        'Failed',
        'Failed',
      ]);
      expect([p.FailureReason, t.FailureReason]).toEqual(
        Array(2).fill(expect.stringContaining('Run the job again')),
      );
    } finally {
      await second.destroy();
    }
  });
});
