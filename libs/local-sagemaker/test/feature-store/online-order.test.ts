import { CreateFeatureGroupCommand } from '@aws-sdk/client-sagemaker';
import {
  BatchWriteRecordCommand,
  DeleteRecordCommand,
  GetRecordCommand,
  PutRecordCommand,
  UpdateRecordCommand,
} from '@aws-sdk/client-sagemaker-featurestore-runtime';
import * as fc from 'fast-check';
import { startTestServer, type TestServer } from '../test-server.fixtures';

const FeatureGroupName = 'loans';
let server: TestServer;
let ids = 0;
beforeAll(async () => {
  server = await startTestServer();
  await server.sageMaker.send(
    new CreateFeatureGroupCommand({
      FeatureGroupName,
      RecordIdentifierFeatureName: 'id',
      EventTimeFeatureName: 'at',
      FeatureDefinitions: [
        { FeatureName: 'id', FeatureType: 'Integral' },
        { FeatureName: 'at', FeatureType: 'String' },
        { FeatureName: 'mark', FeatureType: 'Integral' },
      ],
      OnlineStoreConfig: { EnableOnlineStore: true, StorageType: 'Standard_V2' },
    }),
  );
});
afterAll(() => server.destroy());

const timeOf = (second: number): string => `2026-01-01T00:00:${`${second}`.padStart(2, '0')}Z`;
const record = (id: string, second: number, mark: number) => [
  { FeatureName: 'id', ValueAsString: id },
  { FeatureName: 'at', ValueAsString: timeOf(second) },
  { FeatureName: 'mark', ValueAsString: `${mark}` },
];
const online = async (RecordIdentifierValueAsString: string): Promise<string | undefined> => {
  const { Record: found } = await server.records.send(
    new GetRecordCommand({ FeatureGroupName, RecordIdentifierValueAsString }),
  );
  return found?.find(({ FeatureName }) => FeatureName === 'at')?.ValueAsString;
};

type Step = { readonly kind: 'put' | 'batch' | 'update' | 'delete'; readonly second: number };
const steps = fc.array(
  fc.record({
    kind: fc.constantFrom<Step['kind']>('put', 'batch', 'update', 'delete'),
    second: fc.integer({ min: 0, max: 9 }),
  }),
  { minLength: 1, maxLength: 12 },
);
const run = async (id: string, { kind, second }: Step, mark: number): Promise<void> => {
  const id_ = { FeatureGroupName, RecordIdentifierValueAsString: id };
  const Record = record(id, second, mark);
  const { records } = server;
  // A refused update (older, or of no record) is part of the game.
  if (kind === 'put') await records.send(new PutRecordCommand({ FeatureGroupName, Record }));
  if (kind === 'batch')
    await records.send(new BatchWriteRecordCommand({ Entries: [{ FeatureGroupName, Record }] }));
  if (kind === 'update')
    await records.send(new UpdateRecordCommand({ ...id_, Features: Record })).catch(() => undefined);
  if (kind === 'delete') await records.send(new DeleteRecordCommand({ ...id_, EventTime: timeOf(second) }));
};

describe('a record in the online store', () => {
  it('never goes back in event time, whatever is written, updated or softly deleted', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const id = `${(ids += 1)}`;
        let newest = -1;
        for (const [mark, step] of all.entries()) {
          await run(id, step, mark);
          const at = await online(id);
          const second = at === undefined ? newest : Number(at.slice(17, 19));
          expect(second).toBeGreaterThanOrEqual(newest);
          if (step.kind === 'put') expect(second).toBeGreaterThanOrEqual(Math.min(step.second, second));
          newest = Math.max(newest, second);
        }
        const puts = all.filter(({ kind }) => kind === 'put' || kind === 'batch').map(({ second }) => second);
        const deletes = all.filter(({ kind }) => kind === 'delete').map(({ second }) => second);
        // A record newer than every deletion is there at the end, at its own event time or a later update's.
        if (puts.length > 0 && Math.max(...puts) > Math.max(-1, ...deletes))
          expect(await online(id)).not.toBeUndefined();
      }),
    );
  });

  it('is the newest one when many are written at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 59 }), { minLength: 2, maxLength: 30 }),
        async (seconds) => {
          const id = `${(ids += 1)}`;
          await Promise.all(seconds.map((second, mark) => run(id, { kind: 'put', second }, mark)));
          expect(await online(id)).toBe(timeOf(Math.max(...seconds)));
        },
      ),
      { numRuns: 20 },
    );
  });
});
