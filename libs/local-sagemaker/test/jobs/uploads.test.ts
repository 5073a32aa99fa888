import { setTimeout as sleep } from 'node:timers/promises';
import { output, processing, training } from './job.fixtures';
import { bestWay, machineOver, startS3, until, type LocalS3 } from '../machine.fixtures';
import type { JobMachine } from '../../src/jobs/job-machine';

jest.setTimeout(60_000);

const programs = {
  many: `n=0; while [ $n -lt 800 ]; do echo $n > $BASE/processing/output/many/$n; n=$((n + 1)); done
printf made > $BASE/output/message`,
  large: 'head -c 20000000 /dev/urandom > $BASE/model/large',
  links: `echo secret > $BASE/secret; cd $BASE/processing/output
rmdir linked; ln -s $BASE linked; ln -s $BASE/secret own/link; echo own > own/file`,
};

let s3: LocalS3;
let machine: JobMachine;
beforeAll(async () => {
  s3 = await startS3();
  machine = machineOver(s3, programs, bestWay);
});
afterAll(() => s3.stop());

describe('a job that is stopped while it uploads', () => {
  it('processing: ends the upload, and is Stopped', async () => {
    const { job, last } = processing(machine, 'many', 'many', {
      ProcessingOutputConfig: { Outputs: [output('many', 'many/')] },
    });
    await until(async () => ((await s3.keys('many/')).length > 0 ? true : undefined));
    void job.stop();
    const end = await last();
    expect(end).toMatchObject({ ProcessingJobStatus: 'Stopped', ExitMessage: 'made' });
    expect(end.FailureReason).toBeUndefined();
    const stored = (await s3.keys('many/')).length;
    expect(stored).toBeLessThan(800);
    await sleep(200);
    expect(await s3.keys('many/')).toHaveLength(stored);
  });

  it('training: still stores its model, and is Stopped', async () => {
    const { job, last, updates } = training(machine, 'large', 'large');
    await until(() =>
      updates.some(({ SecondaryStatus }) => SecondaryStatus === 'Uploading') ? true : undefined,
    );
    void job.stop();
    const { SecondaryStatusTransitions = [], ...end } = await last();
    expect(end).toMatchObject({ TrainingJobStatus: 'Stopped', SecondaryStatus: 'Stopped' });
    expect(SecondaryStatusTransitions.map(({ Status }) => Status)).toEqual([
      'Starting',
      'Downloading',
      'Training',
      'Uploading',
      'Stopped',
    ]);
    expect(await s3.keys('models/large')).toEqual(['models/large/output/model.tar.gz']);
  });
});

describe('an upload', () => {
  it('follows no link that a container leaves, also not in place of its output folder', async () => {
    const { last } = processing(machine, 'links', 'links', {
      ProcessingOutputConfig: { Outputs: [output('linked', 'links/linked'), output('own', 'links/own')] },
    });
    expect((await last()).ProcessingJobStatus).toBe('Completed');
    expect(await s3.keys('links/')).toEqual(['links/own/file']);
  });
});

describe('the same training', () => {
  it('gives the same archive, byte for byte', async () => {
    const same = machineOver(
      s3,
      { same: 'mkdir $BASE/model/code; echo b > $BASE/model/b; echo a > $BASE/model/code/a' },
      bestWay,
    );
    for (const name of ['same-1', 'same-2']) await training(same, name, 'same').last();
    const [one, two] = await Promise.all(
      ['same-1', 'same-2'].map((name) => s3.bytes(`models/${name}/output/model.tar.gz`)),
    );
    expect(one?.length).toBeGreaterThan(0);
    expect(two).toEqual(one);
  });
});

describe('a training job with an unknown image', () => {
  it('fails while it downloads', async () => {
    const { SecondaryStatusTransitions = [] } = await training(machine, 'unknown', 'unknown').last();
    expect(SecondaryStatusTransitions.map(({ Status }) => Status)).toEqual([
      'Starting',
      'Downloading',
      'Failed',
    ]);
    expect(SecondaryStatusTransitions.every(({ EndTime }) => EndTime !== undefined)).toBe(true);
  });
});
