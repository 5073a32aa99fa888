import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpack } from '../../src/s3/archive';
import type { JobMachine } from '../../src/jobs/job-machine';
import { channel, training } from './job.fixtures';
import { untilEnded, bestWay, machineOver, seenIn, startS3, textOf, type LocalS3 } from '../machine.fixtures';

jest.setTimeout(60_000);

const programs = {
  learn: `cat $BASE/input/data/features/* > $BASE/model/model.onnx
cp $BASE/input/config/*.json $BASE/output/data/
echo "$1 $TRAINING_JOB_NAME $TRAINING_JOB_ARN" > $BASE/output/data/command`,
  fail: `echo model > $BASE/model/file; echo half > $BASE/output/data/file
printf 'no label column' > $BASE/output/failure; exit 1`,
  silent: 'exit 2',
  endless: `head -c 5000 /dev/zero | tr '\\0' x > $BASE/output/failure; exit 1`,
  save: `trap 'echo saved > $BASE/model/checkpoint; exit 0' TERM; echo up $$; while :; do sleep 0.05; done`,
  hosts: `HOST=$(sed 's/.*"current_host":"\\([^"]*\\)".*/\\1/' $BASE/input/config/resourceconfig.json)
echo $HOST > $BASE/model/host`,
};

let s3: LocalS3;
let machine: JobMachine;
beforeAll(async () => {
  s3 = await startS3();
  machine = machineOver(s3, programs, bestWay);
  await s3.put('features/part-0', 'zero ');
  await s3.put('features/part-1', 'one');
});
afterAll(() => s3.stop());

const logOf = (job: string): string => join(s3.folder, 'logs', 'training-jobs', job, 'algo-1.log');
const unpacked = async (key: string): Promise<string> => {
  const folder = join(s3.folder, key.replaceAll('/', '-'));
  writeFileSync(`${folder}.tar.gz`, await s3.bytes(key));
  await unpack(`${folder}.tar.gz`, folder);
  return folder;
};
const passed = ({
  SecondaryStatusTransitions = [],
}: Awaited<ReturnType<ReturnType<typeof training>['last']>>) =>
  SecondaryStatusTransitions.map(({ Status, StatusMessage }) => [Status, StatusMessage]);

const before = [
  ['Starting', 'Preparing the instances for training'],
  ['Downloading', 'Downloading the training image'],
  ['Training', 'Training image download completed. Training in progress.'],
];
const uploading = ['Uploading', 'Uploading generated training model'];

describe('a training job', () => {
  it('gets its channels and configuration, and leaves its model and output as archives', async () => {
    const { last, updates } = training(machine, 'learned', 'learn', {
      InputDataConfig: [channel('features', 'features/')],
      HyperParameters: { seed: '7' },
    });
    const end = await last();
    expect(end).toMatchObject({ TrainingJobStatus: 'Completed', SecondaryStatus: 'Completed' });
    expect(updates.map(({ SecondaryStatus }) => SecondaryStatus)).toEqual([
      'Downloading',
      'Downloading',
      'Training',
      'Uploading',
      'Completed',
    ]);
    expect(passed(end)).toEqual([...before, uploading, ['Completed', 'Training job completed']]);
    expect(end.SecondaryStatusTransitions?.every(({ StartTime, EndTime = 0 }) => EndTime >= StartTime)).toBe(
      true,
    );
    expect(end.BillableTimeInSeconds).toBeGreaterThan(0);
    expect(await s3.keys('models/learned')).toEqual([
      'models/learned/output/model.tar.gz',
      'models/learned/output/output.tar.gz',
    ]);
    expect(textOf(join(await unpacked('models/learned/output/model.tar.gz'), 'model.onnx'))).toBe('zero one');
    const output = await unpacked('models/learned/output/output.tar.gz');
    const json = (name: string): unknown => JSON.parse(textOf(join(output, name)));
    expect(textOf(join(output, 'command'))).toMatch(
      /^train learned arn:aws:sagemaker:.*:training-job\/learned\n$/,
    );
    expect(json('hyperparameters.json')).toEqual({ seed: '7' });
    expect(json('inputdataconfig.json')).toEqual({
      features: {
        TrainingInputMode: 'File',
        S3DistributionType: 'FullyReplicated',
        RecordWrapperType: 'None',
        ContentType: 'text/csv',
      },
    });
    expect(json('resourceconfig.json')).toMatchObject({
      current_host: 'algo-1',
      hosts: ['algo-1'],
      current_instance_type: 'ml.m5.large',
      current_group_name: 'homogeneousCluster',
    });
  });

  it('that fails reports the text of its failure file; its output is uploaded, its model is not', async () => {
    const end = await training(machine, 'failed', 'fail').last();
    expect(end).toMatchObject({
      TrainingJobStatus: 'Failed',
      SecondaryStatus: 'Failed',
      FailureReason: 'AlgorithmError: no label column, exit code: 1',
    });
    expect(passed(end)).toEqual([...before, ['Failed', 'Training job failed']]);
    expect(await s3.keys('models/failed')).toEqual(['models/failed/output/output.tar.gz']);
  });

  it('that leaves no failure file, or a long one, fails in the words of the service', async () => {
    const silent = await training(machine, 'silent', 'silent').last();
    expect(silent.FailureReason).toBe('AlgorithmError: , exit code: 2');
    const { FailureReason = '' } = await training(machine, 'endless', 'endless').last();
    expect(FailureReason).toMatch(/^AlgorithmError: x+, exit code: 1$/);
    expect(FailureReason.length).toBeLessThanOrEqual(1_024);
  });

  it('that is stopped may save its model, which is uploaded', async () => {
    const { job, last } = training(machine, 'stopped', 'save');
    const [, pid] = await seenIn(logOf('stopped'), /up (\d+)/);
    void job.stop();
    const end = await last();
    expect(end).toMatchObject({ TrainingJobStatus: 'Stopped', SecondaryStatus: 'Stopped' });
    expect(end.FailureReason).toBeUndefined();
    expect(passed(end)).toEqual([
      ...before,
      ['Stopping', 'Stopping the training job'],
      uploading,
      ['Stopped', 'Training job stopped'],
    ]);
    await untilEnded(Number(pid));
    expect(textOf(join(await unpacked('models/stopped/output/model.tar.gz'), 'checkpoint'))).toBe('saved\n');
  });

  it('that is stopped at once ends Stopped without having run', async () => {
    const { job, last } = training(machine, 'early', 'save', {
      InputDataConfig: [channel('features', 'features/')],
    });
    void job.stop();
    expect(await last()).toMatchObject({ TrainingJobStatus: 'Stopped', SecondaryStatus: 'Stopped' });
    expect(textOf(logOf('early'))).toBe('');
  });

  it('that runs too long is Stopped with MaxRuntimeExceeded, and its model is uploaded', async () => {
    const StoppingCondition = { MaxRuntimeInSeconds: 1 };
    const end = await training(machine, 'long', 'save', { StoppingCondition }).last();
    expect(end).toMatchObject({ TrainingJobStatus: 'Stopped', SecondaryStatus: 'MaxRuntimeExceeded' });
    expect(await s3.keys('models/long')).toEqual(['models/long/output/model.tar.gz']);
  });

  it('on several hosts leaves the model of the first', async () => {
    expect(await training(machine, 'hosts', 'hosts', { hosts: 2 }).last()).toMatchObject({
      TrainingJobStatus: 'Completed',
    });
    expect(textOf(join(await unpacked('models/hosts/output/model.tar.gz'), 'host'))).toBe('algo-1\n');
  });

  it('says which image has no launcher, and what this machine cannot do', async () => {
    const unknown = await training(machine, 'unknown', 'unknown').last();
    expect(unknown).toMatchObject({
      TrainingJobStatus: 'Failed',
      FailureReason:
        'ClientError: No launcher for the image local/unknown:1: add one to "images" in images.json.',
    });
    const pipe = { ...channel('features', 'features/'), InputMode: 'Pipe' as const };
    const { FailureReason } = await training(machine, 'pipe', 'learn', { InputDataConfig: [pipe] }).last();
    expect(FailureReason).toBe(
      "ClientError: Not possible on this machine: channel 'features' has the input mode Pipe: only File and FastFile are supported.",
    );
  });

  it('fails if its model cannot be stored', async () => {
    const OutputDataConfig = { S3OutputPath: 's3://no-such-bucket/models' };
    const InputDataConfig = [channel('features', 'features/')];
    const end = await training(machine, 'nowhere', 'learn', { InputDataConfig, OutputDataConfig }).last();
    expect(end.TrainingJobStatus).toBe('Failed');
    expect(end.FailureReason).toMatch(/^ClientError: Upload of the model failed: NoSuchBucket/);
  });
});
