import {
  CreateFeatureGroupCommand,
  CreateModelCommand,
  DescribeFeatureGroupCommand,
  DescribeModelCommand,
  ListTagsCommand,
} from '@aws-sdk/client-sagemaker';
import {
  BatchWriteRecordCommand,
  GetRecordCommand,
  PutRecordCommand,
} from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../src/machine/temporary-folder.fixtures';
import { clientsOf, eventually } from './test-server.fixtures';
import {
  endChildren,
  killHard,
  outcomeOf,
  runCommand,
  runProgram,
  startChild,
  started,
} from './child-server.fixtures';

jest.setTimeout(60_000);

// An address without a listener: these tests need no S3.
const s3 = ['--s3-endpoint', 'http://127.0.0.1:9'];
const folders: string[] = [];
const newFolder = (): string => {
  const folder = temporaryFolder();
  folders.push(folder);
  return folder;
};
afterAll(async () => {
  await endChildren();
  folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
});

const FeatureGroupName = 'loans';
const createGroup = new CreateFeatureGroupCommand({
  FeatureGroupName,
  RecordIdentifierFeatureName: 'id',
  EventTimeFeatureName: 'at',
  FeatureDefinitions: [
    { FeatureName: 'id', FeatureType: 'Integral' },
    { FeatureName: 'at', FeatureType: 'String' },
  ],
  OnlineStoreConfig: { EnableOnlineStore: true },
});
const record = (id: number, second: number) => [
  { FeatureName: 'id', ValueAsString: `${id}` },
  { FeatureName: 'at', ValueAsString: `2026-01-01T00:00:0${second}Z` },
];

describe('acknowledged state', () => {
  it('survives kill -9 in the middle of writing: every record that was acknowledged is there', async () => {
    const folder = newFolder();
    const first = await startChild(folder, ...s3);
    const before = clientsOf(first.url);
    const { ModelArn } = await before.sageMaker.send(
      new CreateModelCommand({
        ModelName: 'm',
        PrimaryContainer: { Image: 'i' },
        Tags: [{ Key: 'run', Value: '1' }],
      }),
    );
    await before.sageMaker.send(createGroup);
    const describeGroup = new DescribeFeatureGroupCommand({ FeatureGroupName });
    await eventually(
      () => before.sageMaker.send(describeGroup),
      ({ FeatureGroupStatus }) => FeatureGroupStatus === 'Created',
    );
    const acknowledged: number[] = [];
    const write = async (from: number): Promise<void> => {
      for (let id = from; ; id += 2) {
        const single = new PutRecordCommand({ FeatureGroupName, Record: record(id, 1) });
        const batch = new BatchWriteRecordCommand({ Entries: [{ FeatureGroupName, Record: record(id, 1) }] });
        await (id % 4 < 2 ? before.records.send(single) : before.records.send(batch));
        acknowledged.push(id);
      }
    };
    const writers = [write(0), write(1)].map((writer) => writer.catch(() => undefined));
    await eventually(
      async () => acknowledged.length,
      (count) => count > 100,
    );
    await killHard(first.process);
    await Promise.all(writers);

    const second = await startChild(folder, ...s3);
    const after = clientsOf(second.url);
    try {
      expect((await after.sageMaker.send(new DescribeModelCommand({ ModelName: 'm' }))).ModelArn).toBe(
        ModelArn,
      );
      const { Tags } = await after.sageMaker.send(new ListTagsCommand({ ResourceArn: ModelArn }));
      expect(Tags).toEqual([{ Key: 'run', Value: '1' }]);
      for (const id of acknowledged) {
        const { Record: found } = await after.records.send(
          new GetRecordCommand({ FeatureGroupName, RecordIdentifierValueAsString: `${id}` }),
        );
        expect(found).toEqual(record(id, 1));
      }
    } finally {
      await killHard(second.process);
    }
  });
});

describe('the program', () => {
  it('prints what SDKs need, in the names that they honour, all on 127.0.0.1', async () => {
    const server = await startChild(newFolder(), '--region', 'eu-west-1', ...s3);
    try {
      expect(server.exports).toEqual({
        AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
        AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9',
        AWS_ENDPOINT_URL_SAGEMAKER: server.url,
        AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: server.url,
        AWS_ENDPOINT_URL_SAGEMAKER_FEATURESTORE_RUNTIME: server.url,
        AWS_REGION: 'eu-west-1',
        AWS_DEFAULT_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
      });
      expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    } finally {
      await killHard(server.process);
    }
  });

  it('runs by its name in a checkout, without a build, and with the S3 of the checkout', async () => {
    const root = join(__dirname, '..', '..', '..');
    const command = join(root, 'node_modules', '.bin', 'local-sagemaker');
    expect(realpathSync(command)).toBe(join(__dirname, '..', 'bin', 'local-sagemaker.cjs'));
    const server = await started(runCommand([command, '--state', newFolder()]));
    const outcome = outcomeOf(server.process);
    expect(server.exports['AWS_ENDPOINT_URL_S3']).toMatch(/^http:\/\/127\.0\.0\.1:/);
    server.process.kill('SIGTERM');
    expect((await outcome).code).toBe(0);
    expect(spawnSync('git', ['check-ignore', '.local-sagemaker/'], { cwd: root }).status).toBe(0);
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('ends with 0 on %s', async (signal) => {
    const server = await startChild(newFolder(), ...s3);
    const outcome = outcomeOf(server.process);
    server.process.kill(signal);
    expect((await outcome).code).toBe(0);
  });

  it('ends in good order, with 3, on an error that nothing foresaw', async () => {
    const folder = newFolder();
    const [script, trigger] = [join(folder, 'throw.cjs'), join(folder, 'trigger')];
    const look = `if (require('node:fs').existsSync(${JSON.stringify(trigger)})) throw new TypeError('unforeseen')`;
    writeFileSync(script, `setInterval(() => { ${look} }, 50).unref();`);
    const by = ['env', `NODE_OPTIONS=--require ${script}`];
    const server = await started(runProgram(['--state', join(folder, 'state'), ...s3], by));
    const outcome = outcomeOf(server.process);
    writeFileSync(trigger, '');
    const { code, errors } = await outcome;
    expect(code).toBe(3);
    expect(errors).toContain('"error":"TypeError"');
    expect(errors).toContain('local-sagemaker: An unexpected error ended the server');
    expect(existsSync(join(folder, 'state', 'server.lock'))).toBe(false);
  });

  it('ends with 2 and says what to do when the port is taken, the folder is in use, or an argument is wrong', async () => {
    const folder = newFolder();
    const server = await startChild(folder, ...s3);
    const port = new URL(server.url).port;
    try {
      const busy = await outcomeOf(runProgram(['--state', newFolder(), '--port', port, ...s3]));
      expect(busy).toMatchObject({ code: 2, output: '' });
      expect(busy.errors).toContain(`Port ${port} on 127.0.0.1 is taken`);
      const shared = await outcomeOf(runProgram(['--state', folder, ...s3]));
      expect(shared).toMatchObject({ code: 2, output: '' });
      expect(shared.errors).toContain(`is in use by process ${server.process.pid}`);
      const wrong = await outcomeOf(runProgram(['--port', 'ninety']));
      expect(wrong.code).toBe(2);
      expect(wrong.errors).toContain('--port');
      const table = await outcomeOf(runProgram(['--images', '/no/such/file.json', ...s3]));
      expect(table.code).toBe(2);
      expect(table.errors).toContain('/no/such/file.json');
    } finally {
      await killHard(server.process);
    }
  });
});
