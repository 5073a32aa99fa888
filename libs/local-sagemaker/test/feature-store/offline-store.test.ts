import {
  CreateFeatureGroupCommand,
  DeleteFeatureGroupCommand,
  DescribeFeatureGroupCommand,
} from '@aws-sdk/client-sagemaker';
import { DeleteRecordCommand, PutRecordCommand } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { manualClock } from '../manual-clock.fixtures';
import { newScript, startTestServer, type TestServer } from '../test-server.fixtures';

const clock = manualClock();
let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ clock });
});
afterEach(() => server.destroy());

const FeatureGroupName = 'Loans';
const createGroup = (at = server) =>
  at.sageMaker.send(
    new CreateFeatureGroupCommand({
      FeatureGroupName,
      RecordIdentifierFeatureName: 'id',
      EventTimeFeatureName: 'at',
      FeatureDefinitions: [
        { FeatureName: 'id', FeatureType: 'Integral' },
        { FeatureName: 'at', FeatureType: 'String' },
        { FeatureName: 'amount', FeatureType: 'Fractional' },
      ],
      OnlineStoreConfig: { EnableOnlineStore: true },
      OfflineStoreConfig: { S3StorageConfig: { S3Uri: 's3://bucket/offline-store/' } },
      RoleArn: 'arn:aws:iam::123456789012:role/SageMaker',
    }),
  );
const put = (features: Record<string, string>, at = server) =>
  at.records.send(
    new PutRecordCommand({
      FeatureGroupName,
      Record: Object.entries(features).map(([FeatureName, ValueAsString]) => ({
        FeatureName,
        ValueAsString,
      })),
    }),
  );
const files = (script = server.script) =>
  [...script.objects].map(([uri, body]) => ({
    uri,
    buffer: body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength) as ArrayBuffer,
  }));
const rows = async (script = server.script) =>
  (await Promise.all(files(script).map(({ buffer }) => parquetReadObjects({ file: buffer })))).flat();

describe('the offline store', () => {
  it('writes Parquet where AWS does: by account, region, group and hour of the event time [D, W]', async () => {
    await createGroup();
    const { OfflineStoreConfig } = await server.sageMaker.send(
      new DescribeFeatureGroupCommand({ FeatureGroupName }),
    );
    const base = OfflineStoreConfig?.S3StorageConfig?.ResolvedOutputS3Uri;
    expect(base).toBe(
      's3://bucket/offline-store/123456789012/sagemaker/eu-west-1/offline-store/Loans-1767270896/data',
    );
    await put({ id: '1', at: '2026-01-02T03:04:05Z', amount: '1.5' });
    await put({ id: '2', at: '2026-01-02T03:59:59.999Z' });
    await put({ id: '3', at: '2026-01-02T04:00:00Z' });
    expect(await server.server.flushOfflineStore()).toEqual([]);
    const names = files().map(({ uri }) => uri.slice((base ?? '').length));
    expect(names.sort()).toEqual([
      expect.stringMatching(
        /^\/year=2026\/month=01\/day=02\/hour=03\/20260102T035959Z_[0-9a-z]{16}\.parquet$/,
      ),
      expect.stringMatching(
        /^\/year=2026\/month=01\/day=02\/hour=04\/20260102T040000Z_[0-9a-z]{16}\.parquet$/,
      ),
    ]);
  });

  it('has the features in their order, then the three columns of the service, and no partition columns [W]', async () => {
    await createGroup();
    await put({ id: '9007199254740993', at: '2026-01-02T03:04:05Z', amount: '1.5' });
    await put({ id: '2', at: '2026-01-02T03:04:06Z' });
    await server.server.flushOfflineStore();
    const [file] = files();
    const schema = parquetSchema(parquetMetadata(file?.buffer ?? new ArrayBuffer(0)));
    expect(schema.children.map(({ element }) => [element.name, element.type])).toEqual([
      ['id', 'INT64'],
      ['at', 'BYTE_ARRAY'],
      ['amount', 'DOUBLE'],
      ['write_time', 'INT64'],
      ['api_invocation_time', 'INT64'],
      ['is_deleted', 'BOOLEAN'],
    ]);
    expect(await rows()).toEqual([
      {
        id: 9007199254740993n,
        at: '2026-01-02T03:04:05Z',
        amount: 1.5,
        write_time: new Date('2026-01-01T12:34:56.789Z'),
        api_invocation_time: new Date('2026-01-01T12:34:56.000Z'),
        is_deleted: false,
      },
      expect.objectContaining({ id: 2n, amount: null }),
    ]);
  });

  it('gets every record, also those that came too late for the online store, and deletion markers [D]', async () => {
    await createGroup();
    await put({ id: '1', at: '2026-01-02T00:00:00Z', amount: '2' });
    await put({ id: '1', at: '2026-01-01T00:00:00Z', amount: '1' });
    const EventTime = '2026-01-03T00:00:00Z';
    await server.records.send(
      new DeleteRecordCommand({ FeatureGroupName, RecordIdentifierValueAsString: '1', EventTime }),
    );
    await server.server.flushOfflineStore();
    const seen = (await rows()).map(({ at, amount, is_deleted }) => [at, amount, is_deleted]);
    expect(seen).toHaveLength(3);
    expect(seen).toEqual(
      expect.arrayContaining([
        ['2026-01-02T00:00:00Z', 2, false],
        ['2026-01-01T00:00:00Z', 1, false],
        [EventTime, null, true],
      ]),
    );
  });

  it('keeps records while S3 fails, says so in its status, and writes them later, each once', async () => {
    await createGroup();
    await put({ id: '1', at: '2026-01-02T00:00:00Z' });
    server.script.s3Fails = true;
    expect(await server.server.flushOfflineStore()).toEqual([FeatureGroupName]);
    const describeIt = () => server.sageMaker.send(new DescribeFeatureGroupCommand({ FeatureGroupName }));
    expect((await describeIt()).OfflineStoreStatus).toEqual({
      Status: 'Blocked',
      BlockedReason: 'S3 cannot be reached',
    });
    await put({ id: '2', at: '2026-01-02T00:00:00Z' });
    server.script.s3Fails = false;
    await server.server.flushOfflineStore();
    expect((await rows()).map(({ id }) => id).sort()).toEqual([1n, 2n]);
    expect((await describeIt()).OfflineStoreStatus).toEqual({ Status: 'Active' });
    await server.server.flushOfflineStore();
    expect(await rows()).toHaveLength(2);
  });

  it('writes no record twice when S3 fails in the middle of a batch and the server is started anew', async () => {
    await createGroup();
    for (const day of [1, 2, 3]) await put({ id: `${day}`, at: `2026-01-0${day}T00:00:00Z` });
    server.script.s3Takes = 1;
    expect(await server.server.flushOfflineStore()).toEqual([FeatureGroupName]);
    expect(await rows()).toHaveLength(1);
    await put({ id: '4', at: '2026-01-01T00:30:00Z' });
    await server.stop();
    server.script.s3Takes = Infinity;
    server = await startTestServer({ clock, stateFolder: server.stateFolder }, server.script);
    await server.server.flushOfflineStore();
    expect((await rows()).map(({ id }) => id).sort()).toEqual([1n, 2n, 3n, 4n]);
  });

  it('is written when the server stops; what could not be written waits in the state for the next start', async () => {
    await createGroup();
    await put({ id: '1', at: '2026-01-02T00:00:00Z' });
    server.script.s3Fails = true;
    await server.stop();
    expect(server.script.objects.size).toBe(0);
    const script = newScript();
    server = await startTestServer({ clock, stateFolder: server.stateFolder }, script);
    await put({ id: '2', at: '2026-01-02T00:00:00Z' });
    await server.stop();
    expect((await rows(script)).map(({ id }) => id).sort()).toEqual([1n, 2n]);
    server = await startTestServer({ clock, stateFolder: server.stateFolder }, newScript());
  });

  it('of a deleted group is written to its end, and a new group of the name does not see it [D]', async () => {
    await createGroup();
    await put({ id: '1', at: '2026-01-02T00:00:00Z' });
    await server.sageMaker.send(new DeleteFeatureGroupCommand({ FeatureGroupName }));
    clock.advance(5_000);
    await createGroup();
    await put({ id: '2', at: '2026-01-02T00:00:00Z' });
    await server.server.flushOfflineStore();
    const prefixes = files().map(({ uri }) => /Loans-\d+/.exec(uri)?.[0]);
    expect(new Set(prefixes).size).toBe(2);
    expect((await rows()).map(({ id }) => id).sort()).toEqual([1n, 2n]);
  });
});
