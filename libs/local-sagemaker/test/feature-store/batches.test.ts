import {
  BatchGetRecordCommand,
  BatchWriteRecordCommand,
  DeleteRecordCommand,
  ListRecordsCommand,
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

describe('batches', () => {
  it('write what is good and report each bad entry with its error', async () => {
    const group = await newGroup();
    const entry = (features: Record<string, string>) => ({
      FeatureGroupName: group,
      Record: values(features),
    });
    const { Errors, UnprocessedEntries } = await theServer().records.send(
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
    const error = await errorOf(theServer().records.send(new BatchWriteRecordCommand({ Entries })));
    expect(error.name).toBe('ValidationError');
    expect(error.message).toMatch(/at 'entries' .*less than or equal to 25$/);
    expect(await get(group, '0')).toBeUndefined();
  });

  it('read many records; missing ones are absent, an unknown group is an error for each identifier [D]', async () => {
    const group = await newGroup();
    await put(group, { id: '1', at: noon });
    const { Records, Errors } = await theServer().records.send(
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

  it('list identifiers page by page, without soft-deleted ones unless they are requested', async () => {
    const group = await newGroup();
    for (const id of ['1', '2', '3', '4']) await put(group, { id, at: noon });
    await theServer().records.send(
      new DeleteRecordCommand({
        FeatureGroupName: group,
        RecordIdentifierValueAsString: '2',
        EventTime: later,
      }),
    );
    const page = (IncludeSoftDeletedRecords: boolean, NextToken?: string) =>
      theServer().records.send(
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
