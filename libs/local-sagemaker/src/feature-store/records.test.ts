import {
  CreateFeatureGroupCommand,
  DeleteFeatureGroupCommand,
  DescribeFeatureGroupCommand,
  type CreateFeatureGroupCommandInput,
} from '@aws-sdk/client-sagemaker';
import {
  BatchGetRecordCommand,
  BatchWriteRecordCommand,
  DeleteRecordCommand,
  GetRecordCommand,
  ListRecordsCommand,
  PutRecordCommand,
  UpdateRecordCommand,
  type FeatureValue,
} from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { errorOf, startTestServer, type TestServer } from '../test-server.fixtures';

let server: TestServer;
let groups = 0;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.destroy());

const newGroup = async (change: Partial<CreateFeatureGroupCommandInput> = {}): Promise<string> => {
  groups += 1;
  const FeatureGroupName = `Loans-${groups}`;
  await server.sageMaker.send(
    new CreateFeatureGroupCommand({
      FeatureGroupName,
      RecordIdentifierFeatureName: 'id',
      EventTimeFeatureName: 'at',
      FeatureDefinitions: [
        { FeatureName: 'id', FeatureType: 'Integral' },
        { FeatureName: 'at', FeatureType: 'String' },
        { FeatureName: 'age', FeatureType: 'Integral' },
        { FeatureName: 'amount', FeatureType: 'Fractional' },
      ],
      OnlineStoreConfig: { EnableOnlineStore: true, StorageType: 'Standard_V2' },
      ...change,
    }),
  );
  return FeatureGroupName;
};
const values = (features: Record<string, string>): FeatureValue[] =>
  Object.entries(features).map(([FeatureName, ValueAsString]) => ({ FeatureName, ValueAsString }));
const put = (FeatureGroupName: string, features: Record<string, string>) =>
  server.records.send(new PutRecordCommand({ FeatureGroupName, Record: values(features) }));
const get = async (FeatureGroupName: string, id: string): Promise<Record<string, string> | undefined> => {
  const { Record: found } = await server.records.send(
    new GetRecordCommand({ FeatureGroupName, RecordIdentifierValueAsString: id }),
  );
  return (
    found &&
    Object.fromEntries(found.map(({ FeatureName, ValueAsString }) => [FeatureName, ValueAsString ?? '']))
  );
};
const noon = '2026-01-01T12:00:00Z';
const later = '2026-01-01T12:00:00.001Z';

describe('PutRecord', () => {
  it('overwrites the whole record when its event time is newer [D]', async () => {
    const group = await newGroup();
    await put(group, { id: '1', at: noon, age: '30', amount: '1.5' });
    await put(group, { id: '1', at: later, age: '31' });
    expect(await get(group, '1')).toEqual({ id: '1', at: later, age: '31' });
  });

  it('leaves the online record alone when its event time is older or equal, and still answers 200 [D; equal by its wording]', async () => {
    const group = await newGroup();
    await put(group, { id: '1', at: later, age: '30' });
    await put(group, { id: '1', at: noon, age: '29' });
    await put(group, { id: '1', at: later, age: '28' });
    expect(await get(group, '1')).toEqual({ id: '1', at: later, age: '30' });
  });

  it('takes the ARN of the group for its name', async () => {
    const group = await newGroup();
    const { FeatureGroupArn } = await server.sageMaker.send(
      new DescribeFeatureGroupCommand({ FeatureGroupName: group }),
    );
    await put(FeatureGroupArn ?? '', { id: '1', at: noon });
    expect(await get(FeatureGroupArn ?? '', '1')).toEqual({ id: '1', at: noon });
  });

  it.each([
    ['an unknown feature', { id: '1', at: noon, nope: '1' }, 'FeatureName [nope]'],
    ['no record identifier', { at: noon }, 'record identifier [id]'],
    ['no event time', { id: '1' }, 'event time [at]'],
    [
      'an Integral with a fraction',
      { id: '1', at: noon, age: '1.5' },
      'feature [age] is not of type Integral',
    ],
    ['an Integral beyond 64 bits', { id: '1', at: noon, age: '9223372036854775808' }, 'not of type Integral'],
    ['a Fractional that is no number', { id: '1', at: noon, amount: 'NaN' }, 'not of type Fractional'],
    ['an event time with an offset', { id: '1', at: '2026-01-01T12:00:00+01:00' }, 'event time [at]'],
  ])(
    'refuses a record with %s by a ValidationError that names the feature',
    async (_what, features, message) => {
      const group = await newGroup();
      const error = await errorOf(put(group, features as Record<string, string>));
      expect(error).toMatchObject({ name: 'ValidationError', status: 400 });
      expect(error.message).toContain(message);
    },
  );

  it('to a group that is not there is a ValidationError [W]', async () => {
    expect(await errorOf(put('no-such-group', { id: '1', at: noon }))).toMatchObject({
      name: 'ValidationError',
      message: "Resource Not Found: Amazon SageMaker can't find a FeatureGroup with name no-such-group",
    });
  });

  it('answers broken constraints of the service model in its words', async () => {
    const group = await newGroup();
    const call = server.records.send(new PutRecordCommand({ FeatureGroupName: group, Record: undefined }));
    expect(await errorOf(call)).toMatchObject({
      name: 'ValidationError',
      message:
        "1 validation error detected: Value null at 'record' failed to satisfy constraint: Member must not be null",
    });
  });
});

describe('GetRecord', () => {
  it('answers nothing for a record that is not there [D]', async () => {
    expect(await get(await newGroup(), '1')).toBeUndefined();
  });

  it('answers the features that are asked for, and refuses unknown ones', async () => {
    const group = await newGroup();
    await put(group, { id: 'a/b c'.length.toString(), at: noon, age: '1' });
    const asked = { FeatureGroupName: group, RecordIdentifierValueAsString: '5' };
    const { Record: found } = await server.records.send(
      new GetRecordCommand({ ...asked, FeatureNames: ['age'] }),
    );
    expect(found).toEqual([{ FeatureName: 'age', ValueAsString: '1' }]);
    const unknown = server.records.send(new GetRecordCommand({ ...asked, FeatureNames: ['nope'] }));
    expect((await errorOf(unknown)).name).toBe('ValidationError');
  });

  it('from a group that is not there is a ResourceNotFound 404 [D]', async () => {
    expect(await errorOf(get('no-such-group', '1'))).toMatchObject({ name: 'ResourceNotFound', status: 404 });
  });

  it('finds identifiers with blanks, slashes, and longer than a key of the store', async () => {
    const FeatureDefinitions = [
      { FeatureName: 'id', FeatureType: 'String' as const },
      { FeatureName: 'at', FeatureType: 'String' as const },
    ];
    const group = await newGroup({ FeatureDefinitions });
    for (const id of ['a b/1?&=%+é', 'x'.repeat(2048)]) {
      await put(group, { id, at: noon });
      expect(await get(group, id)).toEqual({ id, at: noon });
    }
    expect((await errorOf(put(group, { id: 'x'.repeat(2049), at: noon }))).name).toBe('ValidationError');
  });
});

describe('UpdateRecord', () => {
  const update = (FeatureGroupName: string, id: string, features: Record<string, string>) =>
    server.records.send(
      new UpdateRecordCommand({
        FeatureGroupName,
        RecordIdentifierValueAsString: id,
        Features: values(features),
      }),
    );

  it('changes the features it is given and keeps the others, at an equal, newer or no event time [D]', async () => {
    const group = await newGroup();
    await put(group, { id: '1', at: noon, age: '30', amount: '1' });
    await update(group, '1', { age: '31', at: noon });
    await update(group, '1', { amount: '2' });
    expect(await get(group, '1')).toEqual({ id: '1', at: noon, age: '31', amount: '2' });
    await update(group, '1', { amount: '3', at: later });
    expect(await get(group, '1')).toEqual({ id: '1', at: later, age: '31', amount: '3' });
  });

  it('with an older event time is a ConflictException 409 [D]', async () => {
    const group = await newGroup();
    await put(group, { id: '1', at: later });
    expect(await errorOf(update(group, '1', { at: noon }))).toMatchObject({
      name: 'ConflictException',
      status: 409,
    });
  });

  it('of a record that is not there or is soft-deleted is a ResourceNotFound [D]', async () => {
    const group = await newGroup();
    expect(await errorOf(update(group, '1', { age: '1' }))).toMatchObject({
      name: 'ResourceNotFound',
      status: 404,
    });
    await put(group, { id: '1', at: noon });
    await server.records.send(
      new DeleteRecordCommand({
        FeatureGroupName: group,
        RecordIdentifierValueAsString: '1',
        EventTime: later,
      }),
    );
    expect((await errorOf(update(group, '1', { age: '1' }))).name).toBe('ResourceNotFound');
  });

  it('needs Standard_V2 or InMemory [D]', async () => {
    const group = await newGroup({ OnlineStoreConfig: { EnableOnlineStore: true } });
    await put(group, { id: '1', at: noon });
    const error = await errorOf(update(group, '1', { age: '1' }));
    expect(error.name).toBe('ValidationError');
    expect(error.message).toContain('Standard_V2');
  });

  it('with a time to live but no event time is a ValidationError [D]', async () => {
    const group = await newGroup();
    await put(group, { id: '1', at: noon });
    const call = server.records.send(
      new UpdateRecordCommand({
        FeatureGroupName: group,
        RecordIdentifierValueAsString: '1',
        Features: values({ age: '1' }),
        TtlDuration: { Unit: 'Days', Value: 1 },
      }),
    );
    expect((await errorOf(call)).name).toBe('ValidationError');
  });
});

describe('DeleteRecord', () => {
  const remove = (FeatureGroupName: string, EventTime: string, DeletionMode: 'SoftDelete' | 'HardDelete') =>
    server.records.send(
      new DeleteRecordCommand({
        FeatureGroupName,
        RecordIdentifierValueAsString: '1',
        EventTime,
        DeletionMode,
      }),
    );

  it('softly hides the record and keeps its event time, so that an older record cannot come back [R]', async () => {
    const group = await newGroup();
    await put(group, { id: '1', at: noon });
    await remove(group, later, 'SoftDelete');
    expect(await get(group, '1')).toBeUndefined();
    await put(group, { id: '1', at: noon });
    expect(await get(group, '1')).toBeUndefined();
    await put(group, { id: '1', at: '2026-01-02T00:00:00Z' });
    expect(await get(group, '1')).toBeDefined();
  });

  it('hard erases the record: nothing of it is listed, and any event time may follow [D]', async () => {
    const group = await newGroup();
    await put(group, { id: '1', at: noon });
    await remove(group, later, 'HardDelete');
    const { RecordIdentifiers } = await server.records.send(
      new ListRecordsCommand({ FeatureGroupName: group, IncludeSoftDeletedRecords: true }),
    );
    expect(RecordIdentifiers).toEqual([]);
    await put(group, { id: '1', at: '2020-01-01T00:00:00Z' });
    expect(await get(group, '1')).toBeDefined();
  });

  it('that is not newer does not happen: softly with a 200, hard with a ValidationError [D]', async () => {
    const group = await newGroup();
    await put(group, { id: '1', at: noon });
    await remove(group, noon, 'SoftDelete');
    expect((await errorOf(remove(group, noon, 'HardDelete'))).name).toBe('ValidationError');
    expect(await get(group, '1')).toBeDefined();
  });
});

describe('batches', () => {
  it('write what is good and report each bad entry with its error', async () => {
    const group = await newGroup();
    const entry = (features: Record<string, string>) => ({
      FeatureGroupName: group,
      Record: values(features),
    });
    const { Errors, UnprocessedEntries } = await server.records.send(
      new BatchWriteRecordCommand({
        Entries: [
          entry({ id: '1', at: noon }),
          entry({ id: '2', at: 'yesterday' }),
          entry({ id: '3', at: noon }),
        ],
      }),
    );
    expect(UnprocessedEntries).toEqual([]);
    expect(Errors).toEqual([
      expect.objectContaining({ ErrorCode: 'ValidationError', Entry: entry({ id: '2', at: 'yesterday' }) }),
    ]);
    expect([await get(group, '1'), await get(group, '2'), await get(group, '3')].map(Boolean)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('of more than 25 entries are refused as a whole [D]', async () => {
    const group = await newGroup();
    const Entries = Array.from({ length: 26 }, (_, id) => ({
      FeatureGroupName: group,
      Record: values({ id: `${id}`, at: noon }),
    }));
    const error = await errorOf(server.records.send(new BatchWriteRecordCommand({ Entries })));
    expect(error.name).toBe('ValidationError');
    expect(error.message).toMatch(/at 'entries' .*less than or equal to 25$/);
    expect(await get(group, '0')).toBeUndefined();
  });

  it('read many records; missing ones are absent, an unknown group is an error for each identifier [D]', async () => {
    const group = await newGroup();
    await put(group, { id: '1', at: noon });
    const { Records, Errors } = await server.records.send(
      new BatchGetRecordCommand({
        Identifiers: [
          { FeatureGroupName: group, RecordIdentifiersValueAsString: ['1', '2'] },
          { FeatureGroupName: 'no-such-group', RecordIdentifiersValueAsString: ['7'] },
        ],
      }),
    );
    expect(Records?.map(({ RecordIdentifierValueAsString: id }) => id)).toEqual(['1']);
    expect(Errors).toEqual([
      expect.objectContaining({ RecordIdentifierValueAsString: '7', ErrorCode: 'ResourceNotFound' }),
    ]);
  });

  it('list identifiers page by page, without soft-deleted ones unless they are asked for', async () => {
    const group = await newGroup();
    for (const id of ['1', '2', '3', '4']) await put(group, { id, at: noon });
    await server.records.send(
      new DeleteRecordCommand({
        FeatureGroupName: group,
        RecordIdentifierValueAsString: '2',
        EventTime: later,
      }),
    );
    const page = (IncludeSoftDeletedRecords: boolean, NextToken?: string) =>
      server.records.send(
        new ListRecordsCommand({
          FeatureGroupName: group,
          MaxResults: 2,
          IncludeSoftDeletedRecords,
          ...(NextToken ? { NextToken } : {}),
        }),
      );
    const first = await page(false);
    const second = await page(false, first.NextToken);
    expect([first.RecordIdentifiers, second.RecordIdentifiers, second.NextToken]).toEqual([
      ['1', '3'],
      ['4'],
      undefined,
    ]);
    expect((await page(true)).RecordIdentifiers).toEqual(['1', '2']);
  });
});

describe('time to live', () => {
  it("counts from the event time, the record's own before the group's, and hides what is over [D]", async () => {
    const now = Math.floor(Date.now() / 1000) * 1000;
    const at = new Date(now - 3_600_000).toISOString();
    const group = await newGroup({
      OnlineStoreConfig: {
        EnableOnlineStore: true,
        StorageType: 'Standard_V2',
        TtlDuration: { Unit: 'Minutes', Value: 30 },
      },
    });
    await put(group, { id: '1', at });
    expect(await get(group, '1')).toBeUndefined();
    await server.records.send(
      new PutRecordCommand({
        FeatureGroupName: group,
        Record: values({ id: '2', at }),
        TtlDuration: { Unit: 'Hours', Value: 2 },
      }),
    );
    const { Record: found, ExpiresAt } = await server.records.send(
      new GetRecordCommand({
        FeatureGroupName: group,
        RecordIdentifierValueAsString: '2',
        ExpirationTimeResponse: 'Enabled',
      }),
    );
    expect(found).toHaveLength(2);
    expect(ExpiresAt).toBe(new Date(now + 3_600_000).toISOString());
  });
});

describe('a deleted group', () => {
  it('takes its online records with it: a new group of its name starts empty [D]', async () => {
    const group = await newGroup();
    await put(group, { id: '1', at: noon });
    await server.sageMaker.send(new DeleteFeatureGroupCommand({ FeatureGroupName: group }));
    expect((await errorOf(get(group, '1'))).name).toBe('ResourceNotFound');
    groups -= 1;
    expect(await newGroup()).toBe(group);
    expect(await get(group, '1')).toBeUndefined();
  });
});

describe('the log', () => {
  it('has operations and statuses, but no identifier and no value of any record', async () => {
    const group = await newGroup();
    await put(group, { id: '770077', at: noon, amount: '31337.25' });
    await errorOf(put(group, { id: '770077', at: noon, age: 'secret-value' }));
    await get(group, '770077');
    const log = server.script.logged.join('\n');
    expect(log).toContain('"operation":"PutRecord","status":200');
    expect(log).not.toMatch(/770077|31337|secret-value/);
  });
});
