import {
  CreateFeatureGroupCommand,
  CreateModelCommand,
  CreateProcessingJobCommand,
  DescribeFeatureGroupCommand,
  DescribeModelCommand,
  DescribeProcessingJobCommand,
} from '@aws-sdk/client-sagemaker';
import {
  BatchGetRecordCommand,
  BatchWriteRecordCommand,
} from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../src/machine/temporary-folder.fixtures';
import { clientsOf, errorOf, eventually } from './test-server.fixtures';
import { endChildren, outcomeOf, runProgram, started, type ChildServer } from './child-server.fixtures';
import { writeImages } from './cloud.fixtures';

const folder = temporaryFolder();
const images = writeImages(folder);
afterAll(async () => {
  await endChildren();
  rmSync(folder, { recursive: true, force: true });
});

const namespace = ['unshare', '--mount', ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'])];
const mount = 'mount -t tmpfs -o size="$0" tmpfs "$1" && shift && exec "$@"';

/** Runs the program with a state folder on a separate disk. */
const onDiskOf = (size: string, name: string) => {
  const state = join(folder, name);
  mkdirSync(state);
  const args = ['--state', state, '--images', images, '--s3-endpoint', 'http://127.0.0.1:9'];
  return { state, child: runProgram(args, [...namespace, 'sh', '-c', mount, size, state]) };
};

/** A place on that disk as this process, which is outside of its mount namespace, has it. */
const seenFromHere = ({ process: { pid } }: ChildServer, path: string): string =>
  join(`/proc/${pid}/root`, path);

const fill = (disk: string): void => {
  const kilobyte = Buffer.alloc(1024);
  try {
    for (;;) writeFileSync(join(disk, 'filler'), kilobyte, { flag: 'a' });
  } catch {
    // It takes no more.
  }
};

const model = (ModelName: string) =>
  new CreateModelCommand({ ModelName, PrimaryContainer: { Image: 'scoring:1' } });

describe('on a full disk', () => {
  it('does not start, and says what to do', async () => {
    const { state, child } = onDiskOf('900k', 'none');
    const { code, errors } = await outcomeOf(child);
    expect({ code, errors }).toEqual({
      code: 2,
      errors: `local-sagemaker: No space left on the disk of ${state}: free some there, or give another folder with --state.\n`,
    });
  });

  it('fails what it cannot write, keeps what it has acknowledged, and resumes once there is room', async () => {
    const { state, child } = onDiskOf('4m', 'some');
    const server = await started(child);
    const { sageMaker } = clientsOf(server.url);
    await sageMaker.send(model('before'));
    const disk = seenFromHere(server, state);
    fill(disk);
    expect(await errorOf(sageMaker.send(model('during')))).toEqual({
      name: 'InternalFailure',
      message: expect.stringContaining(`No space left on the disk of ${state}`),
      status: 500,
    });
    await sageMaker.send(new DescribeModelCommand({ ModelName: 'before' }));
    expect((await errorOf(sageMaker.send(new DescribeModelCommand({ ModelName: 'during' })))).name).toBe(
      'ValidationException',
    );
    rmSync(join(disk, 'filler'));
    await sageMaker.send(model('during'));
  });

  it('fails a batch of records for which there is not enough room, and writes none of them', async () => {
    const { child } = onDiskOf('4m', 'batch');
    const server = await started(child);
    const { sageMaker, records } = clientsOf(server.url);
    const FeatureGroupName = 'loans';
    await sageMaker.send(
      new CreateFeatureGroupCommand({
        FeatureGroupName,
        RecordIdentifierFeatureName: 'id',
        EventTimeFeatureName: 'at',
        FeatureDefinitions: ['id', 'at', 'text'].map((FeatureName) => ({
          FeatureName,
          FeatureType: 'String',
        })),
        OnlineStoreConfig: { EnableOnlineStore: true },
      }),
    );
    await eventually(
      () => sageMaker.send(new DescribeFeatureGroupCommand({ FeatureGroupName })),
      ({ FeatureGroupStatus }) => FeatureGroupStatus === 'Created',
    );
    const ids = Array.from({ length: 25 }, (_, id) => `${id}`);
    const batch = new BatchWriteRecordCommand({
      Entries: ids.map((id) => ({
        FeatureGroupName,
        Record: [
          { FeatureName: 'id', ValueAsString: id },
          { FeatureName: 'at', ValueAsString: '2026-01-01T00:00:00Z' },
          { FeatureName: 'text', ValueAsString: 'x'.repeat(300_000) },
        ],
      })),
    });
    expect((await errorOf(records.send(batch))).name).toBe('InternalFailure');
    const read = new BatchGetRecordCommand({
      Identifiers: [{ FeatureGroupName, RecordIdentifiersValueAsString: ids }],
    });
    expect((await records.send(read)).Records).toEqual([]);
  });

  it('ends with 3 when the end of a job cannot be recorded, and says so', async () => {
    const { state, child } = onDiskOf('4m', 'job');
    const server = await started(child);
    const outcome = outcomeOf(child);
    const { sageMaker } = clientsOf(server.url);
    const ProcessingJobName = 'j';
    await sageMaker.send(
      new CreateProcessingJobCommand({
        ProcessingJobName,
        RoleArn: 'arn:aws:iam::000000000000:role/r',
        AppSpecification: { ImageUri: 'registry/stay:1' },
        ProcessingResources: {
          ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 1 },
        },
      }),
    );
    const log = seenFromHere(server, join(state, 'logs', 'processing-jobs', ProcessingJobName, 'algo-1.log'));
    await eventually(
      () => sageMaker.send(new DescribeProcessingJobCommand({ ProcessingJobName })),
      ({ ProcessingStartTime }) => ProcessingStartTime !== undefined,
    );
    const said = await eventually(
      async () => readFileSync(log, 'utf8'),
      (text) => /^pid \d+\n/.test(text),
    );
    fill(seenFromHere(server, state));
    process.kill(Number(said.split(/\s/)[1]), 'SIGKILL');
    const { code, errors } = await outcome;
    expect(code).toBe(3);
    expect(errors).toContain(
      `local-sagemaker: The state in ${state} can no longer be written. No space left on the disk of ${state}`,
    );
  });
});
