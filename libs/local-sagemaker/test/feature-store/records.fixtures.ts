// A feature group for a test, and short words for what is done with its records.
import { CreateFeatureGroupCommand, type CreateFeatureGroupCommandInput } from '@aws-sdk/client-sagemaker';
import {
  GetRecordCommand,
  PutRecordCommand,
  type FeatureValue,
} from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { startTestServer, type TestServer } from '../test-server.fixtures';

let server: TestServer;
let groups = 0;

/** Starts the server that the other functions work with; for beforeAll. */
export const startServer = async (): Promise<void> => {
  server = await startTestServer();
};
export const stopServer = (): Promise<void> => server.destroy();
export const theServer = (): TestServer => server;

/** Makes a group with an online store, named in a row. */
export const newGroup = async (change: Partial<CreateFeatureGroupCommandInput> = {}): Promise<string> => {
  groups += 1;
  const FeatureGroupName = change.FeatureGroupName ?? `Loans-${groups}`;
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
export const values = (features: Record<string, string>): FeatureValue[] =>
  Object.entries(features).map(([FeatureName, ValueAsString]) => ({ FeatureName, ValueAsString }));
export const put = (FeatureGroupName: string, features: Record<string, string>) =>
  server.records.send(new PutRecordCommand({ FeatureGroupName, Record: values(features) }));
export const get = async (
  FeatureGroupName: string,
  id: string,
): Promise<Record<string, string> | undefined> => {
  const { Record: found } = await server.records.send(
    new GetRecordCommand({ FeatureGroupName, RecordIdentifierValueAsString: id }),
  );
  return (
    found &&
    Object.fromEntries(found.map(({ FeatureName, ValueAsString }) => [FeatureName, ValueAsString ?? '']))
  );
};
export const noon = '2026-01-01T12:00:00Z';
export const later = '2026-01-01T12:00:00.001Z';
