import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { JobMachine } from '../../src/jobs/job-machine';
import { input, output, processing } from './job.fixtures';
import {
  BUCKET,
  untilEnded,
  bestWay,
  isAlive,
  machineOver,
  seenIn,
  startS3,
  until,
  ways,
  type LocalS3,
} from '../machine.fixtures';

jest.setTimeout(60_000);

const programs = {
  copy: `cp -R $BASE/processing/input/data/. $BASE/processing/output/copy/
cp $BASE/config/*.json $BASE/processing/output/copy/
env > $BASE/processing/output/copy/environment
printf done > $BASE/output/message`,
  count: `ls $BASE/processing/input/data | tr '\\n' ' ' | tee $BASE/output/message`,
  arguments: `printf '<%s>' "$@" > $BASE/output/message`,
  half: `echo half > $BASE/processing/output/end/file
echo half > $BASE/processing/output/always/file
printf broken > $BASE/output/message
exit 4`,
  one: `HOST=$(sed 's/.*"current_host":"\\([^"]*\\)".*/\\1/' $BASE/config/resourceconfig.json)
echo up $$ $HOST; printf $HOST > $BASE/output/message
if [ $HOST = algo-2 ]; then sleep 0.4; exit 9; fi; exec sleep 60`,
  stay: 'echo up $$; exec sleep 60',
  stubborn: `trap '' TERM; echo up $$; while :; do sleep 0.05; done`,
  hog: 'kill -9 $$',
  full: 'head -c 10 /dev/zero > /dev/full',
  binary: `printf '\\377\\376' > $BASE/output/message`,
  talker: `head -c 1023 /dev/zero | tr '\\0' a > $BASE/output/message; printf 'é and more' >> $BASE/output/message`,
  pipe: 'mkfifo $BASE/output/message',
};

let s3: LocalS3;
let machine: JobMachine;
beforeAll(async () => {
  s3 = await startS3();
  machine = machineOver(s3, programs, bestWay);
  for (const n of [1, 2, 3]) await s3.put(`in/part-${n}`, `${n}`);
});
afterAll(() => s3.stop());

const logOf = (job: string, host = 'algo-1'): string =>
  join(s3.folder, 'logs', 'processing-jobs', job, `${host}.log`);
const run = (...args: Parameters<typeof processing> extends [unknown, ...infer Rest] ? Rest : never) =>
  processing(machine, ...args).last();

describe.each(ways)('a processing job with %s', (way, isolate) => {
  it('finds inputs and configuration, and leaves its outputs and message', async () => {
    const own = machineOver(s3, programs, isolate);
    const name = `copied-${isolate === undefined ? 'base' : 'mount'}`;
    const { updates, last } = processing(own, name, 'copy', {
      ProcessingInputs: [input('data', 'in/')],
      ProcessingOutputConfig: { Outputs: [output('copy', `${name}/`)] },
      Environment: { GIVEN: 'by the request' },
    });
    expect(await last()).toMatchObject({ ProcessingJobStatus: 'Completed', ExitMessage: 'done' });
    expect(updates.map(({ ProcessingJobStatus }) => ProcessingJobStatus)).toEqual([undefined, 'Completed']);
    const { ProcessingStartTime = 0, ProcessingEndTime = 0 } = await last();
    expect(ProcessingEndTime).toBeGreaterThanOrEqual(ProcessingStartTime);
    expect(await s3.text(`${name}/part-2`)).toBe('2');
    expect(JSON.parse((await s3.text(`${name}/processingjobconfig.json`)) ?? '')).toMatchObject({
      ProcessingJobArn: expect.stringContaining(`:processing-job/${name}`),
      AppSpecification: { ImageUri: 'local/copy:1', ContainerEntrypoint: null, ContainerArguments: null },
      ProcessingInputs: [
        { InputName: 'data', S3Input: { S3DataType: 'S3Prefix', S3DownloadMode: 'StartOfJob' } },
      ],
      StoppingCondition: { MaxRuntimeInSeconds: 86_400 },
    });
    expect(JSON.parse((await s3.text(`${name}/resourceconfig.json`)) ?? '')).toEqual({
      current_host: 'algo-1',
      hosts: ['algo-1'],
    });
    const environment = (await s3.text(`${name}/environment`)) ?? '';
    expect(environment).toContain('GIVEN=by the request');
    expect(environment).toContain('AWS_REGION=eu-west-1');
    expect(environment).toContain(`AWS_ENDPOINT_URL_S3=${s3.url}`);
    expect(environment.includes('SAGEMAKER_BASE_DIR')).toBe(way === 'SAGEMAKER_BASE_DIR');
    expect(existsSync(join(s3.folder, 'containers', `processing-${name}`))).toBe(false);
  });
});

describe('a processing job', () => {
  it('takes entrypoint and arguments from the request, as Docker does', async () => {
    const AppSpecification = {
      ImageUri: 'local/arguments:1',
      ContainerArguments: ['--as-of', 'loan date', ''],
    };
    expect(await run('arguments', 'arguments', { AppSpecification })).toMatchObject({
      ExitMessage: '<--as-of><loan date><>',
    });
    const ContainerEntrypoint = ['sh', '-c', 'exit 3'];
    const own = { AppSpecification: { ImageUri: 'local/arguments:1', ContainerEntrypoint } };
    expect(await run('entrypoint', 'arguments', own)).toMatchObject({
      FailureReason: 'AlgorithmError: , exit code: 3',
    });
  });

  it('gives each host its part of a sharded input, and joins their messages', async () => {
    const whole = { ProcessingInputs: [input('data', 'in/')], hosts: 2 };
    expect((await run('whole', 'count', whole)).ExitMessage).toBe(
      'part-1 part-2 part-3 part-1 part-2 part-3 ',
    );
    const shards = [input('data', 'in/', { S3DataDistributionType: 'ShardedByS3Key' })];
    expect((await run('sharded', 'count', { ProcessingInputs: shards, hosts: 2 })).ExitMessage).toBe(
      'part-1 part-3 part-2 ',
    );
  });

  it('that fails uploads nothing of an EndOfJob output, but what is uploaded continuously', async () => {
    const Outputs = [output('end', 'half/end'), output('always', 'half/always', 'Continuous')];
    expect(await run('half', 'half', { ProcessingOutputConfig: { Outputs } })).toMatchObject({
      ProcessingJobStatus: 'Failed',
      FailureReason: 'AlgorithmError: , exit code: 4',
      ExitMessage: 'broken',
    });
    expect(await s3.keys('half/')).toEqual(['half/always/file']);
  });

  it('fails with its first host, and its others are ended', async () => {
    const { last } = processing(machine, 'one', 'one', { hosts: 3 });
    expect(await last()).toMatchObject({
      ProcessingJobStatus: 'Failed',
      FailureReason: 'AlgorithmError: , exit code: 9',
      ExitMessage: 'algo-1algo-2algo-3',
    });
    for (const host of ['algo-1', 'algo-3']) {
      const [, pid] = await seenIn(logOf('one', host), /up (\d+)/);
      expect(isAlive(Number(pid))).toBe(false);
    }
  });

  it.each(['stay', 'stubborn'])('is Stopped on request, also if it ignores the signal: %s', async (image) => {
    const { job, last } = processing(machine, `stopped-${image}`, image, {
      ProcessingOutputConfig: { Outputs: [output('end', `stopped-${image}`)] },
    });
    const [, pid] = await seenIn(logOf(`stopped-${image}`), /up (\d+)/);
    void job.stop();
    expect(await last()).toMatchObject({ ProcessingJobStatus: 'Stopped' });
    expect((await last()).FailureReason).toBeUndefined();
    await untilEnded(Number(pid));
    expect(await s3.keys(`stopped-${image}`)).toEqual([]);
  });

  it('that is stopped before it runs, does not run', async () => {
    const { job, last } = processing(machine, 'early', 'stay', { ProcessingInputs: [input('data', 'in/')] });
    void job.stop();
    expect(await last()).toMatchObject({ ProcessingJobStatus: 'Stopped' });
    expect(existsSync(logOf('early'))).toBe(false);
  });

  it('is Stopped when its time is over', async () => {
    const { ProcessingJobStatus } = await run('slow', 'stay', {
      StoppingCondition: { MaxRuntimeInSeconds: 1 },
    });
    expect(ProcessingJobStatus).toBe('Stopped');
  });

  it.each([
    ['hog', /^ClientError: Please use an instance type with more memory.*, exit code: 137$/],
    ['full', /^ClientError: No space left on the disk.*VolumeSizeInGB.*, exit code: \d$/],
    ['binary', /^ClientError: The exit message .* is not UTF-8\.$/],
    [
      'unknown',
      /^ClientError: No launcher for the image local\/unknown:1: add one to "images" in images\.json\.$/,
    ],
  ])('says why it failed: %s', async (image, reason) => {
    const last = await run(`why-${image}`, image);
    expect(last.ProcessingJobStatus).toBe('Failed');
    expect(last.FailureReason).toMatch(reason);
  });

  it('says which program cannot be started', async () => {
    const AppSpecification = { ImageUri: 'local/copy:1', ContainerEntrypoint: ['no-such-program'] };
    expect((await run('no-program', 'copy', { AppSpecification })).FailureReason).toMatch(
      /^ClientError: The program of the image could not be started: no program no-such-program on the PATH/,
    );
  });

  it('says which input is empty, or in a bucket that is not there', async () => {
    const empty = await run('empty', 'copy', { ProcessingInputs: [input('data', 'nothing/')] });
    expect(empty.FailureReason).toBe(
      `ClientError: Data download failed: input 'data': no objects below s3://${BUCKET}/nothing/`,
    );
    const missing = [input('data', '', { S3Uri: 's3://no-such-bucket/in' })];
    expect((await run('missing', 'copy', { ProcessingInputs: missing })).FailureReason).toMatch(
      /^ClientError: Data download failed: NoSuchBucket/,
    );
  });

  it('says what this machine cannot do, instead of leaving it out', async () => {
    const ProcessingInputs = [
      input('a', 'in/', { S3DataType: 'ManifestFile' }),
      input('b', 'in/', { S3InputMode: 'Pipe' }),
      input('c', 'in/', { LocalPath: '/opt/ml/processing/../../../etc' }),
    ];
    const { FailureReason } = await run('unsupported', 'copy', { ProcessingInputs });
    expect(FailureReason).toBe(
      "ClientError: Not possible on this machine: input 'a' has S3DataType ManifestFile: only S3Prefix is supported; input 'b' has S3InputMode Pipe: only File is supported; input 'c' has LocalPath '/opt/ml/processing/../../../etc': expected a path below /opt/ml/processing/.",
    );
  });

  it('has only the first kilobyte of its message reported, cut between characters', async () => {
    const { ExitMessage = '' } = await run('talker', 'talker');
    expect(ExitMessage).toBe('a'.repeat(1_023));
  });

  it('is not held up by a message that is a pipe', async () => {
    expect(await run('pipe', 'pipe')).toMatchObject({ ProcessingJobStatus: 'Completed' });
    await until(() => (existsSync(join(s3.folder, 'containers', 'processing-pipe')) ? undefined : true));
  });
});
