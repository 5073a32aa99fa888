import { DeleteFeatureGroupCommand } from '@aws-sdk/client-sagemaker';
import {
  DeleteRecordCommand,
  GetRecordCommand,
  ListRecordsCommand,
  PutRecordCommand,
  UpdateRecordCommand,
} from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { errorOf } from '../test-server.fixtures';
import {
  get,
  later,
  newGroup,
  noon,
  put,
  values,
  startServer,
  stopServer,
  theServer,
} from './records.fixtures';

beforeAll(startServer);
afterAll(stopServer);

describe('UpdateRecord', () => {
  const update = (FeatureGroupName: string, id: string, features: Record<string, string>) =>
    theServer().records.send(
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
    await theServer().records.send(
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
    const call = theServer().records.send(
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
    theServer().records.send(
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
    const { RecordIdentifiers } = await theServer().records.send(
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
    await theServer().records.send(
      new PutRecordCommand({
        FeatureGroupName: group,
        Record: values({ id: '2', at }),
        TtlDuration: { Unit: 'Hours', Value: 2 },
      }),
    );
    const { Record: found, ExpiresAt } = await theServer().records.send(
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
    await theServer().sageMaker.send(new DeleteFeatureGroupCommand({ FeatureGroupName: group }));
    expect((await errorOf(get(group, '1'))).name).toBe('ResourceNotFound');
    await newGroup({ FeatureGroupName: group });
    expect(await get(group, '1')).toBeUndefined();
  });
});
