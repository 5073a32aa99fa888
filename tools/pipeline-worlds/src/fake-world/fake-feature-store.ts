// Feature groups and one online store in memory.
import type { FeatureGroupState, OnlineStore } from '@credit-risk/feature-store';
import type { FeatureStore } from '@credit-risk/pipelines';
import { ClientId, recordIdentity, type StoreRecord } from '@credit-risk/loan-features';
import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';
import * as TE from 'fp-ts/TaskEither';
import { awsError } from './aws-error';

export interface FakeFeatureStore {
  readonly port: FeatureStore;
  readonly groups: Map<string, FeatureGroupState>;
  /** By client id. */
  readonly records: Map<string, StoreRecord>;
}

const eventTimeOf = (record: StoreRecord | undefined): string =>
  record?.find(({ FeatureName }) => FeatureName === recordIdentity.eventTime)?.ValueAsString ?? '';

const fakeOnlineStore = (records: Map<string, StoreRecord>): OnlineStore => ({
  get: (clientId) => TE.fromIO(() => O.fromNullable(records.get(clientId))),
  batchGet: (clientIds) =>
    TE.fromIO(() => ({
      records: clientIds.flatMap((clientId) => {
        const record = records.get(clientId);
        return record === undefined ? [] : [{ clientId, record }];
      }),
      errors: [],
      unprocessed: [],
    })),
  batchWrite: (written) =>
    TE.fromIO(() => {
      for (const { clientId, record } of written) {
        if (eventTimeOf(record) > eventTimeOf(records.get(clientId))) records.set(clientId, record);
      }
      return { errors: [], unprocessed: [] };
    }),
  update: ({ clientId, record }) => TE.fromIO(() => void records.set(clientId, record)),
  list: () => TE.fromIO(() => ({ items: [...records.keys()].filter(ClientId.is), nextToken: undefined })),
  hardDelete: ({ clientId }) => TE.fromIO(() => void records.delete(clientId)),
});

export const fakeFeatureStore = (): FakeFeatureStore => {
  const groups = new Map<string, FeatureGroupState>();
  const records = new Map<string, StoreRecord>();
  const onlineStore = fakeOnlineStore(records);
  const port: FeatureStore = {
    groups: {
      create: (spec) => async () => {
        if (groups.has(spec.name)) return awsError('AlreadyExists', 'CreateFeatureGroup')();
        groups.set(spec.name, {
          name: spec.name,
          arn: `arn:feature-group/${spec.name}`,
          status: 'Creating',
          failureReason: null,
          definition: spec.definition,
          storageType: spec.onlineStore.storageType,
          offlineUri: spec.offlineStore?.uri ?? null,
          resolvedOfflineUri: null,
        });
        return E.right(undefined);
      },
      describe: (name) => async () => {
        const group = groups.get(name);
        if (group === undefined) return awsError('NotFound', 'DescribeFeatureGroup')();
        // The second description finds it created.
        if (group.status === 'Creating') groups.set(name, { ...group, status: 'Created' });
        return E.right(group);
      },
      remove: (name) => TE.fromIO(() => void groups.delete(name)),
    },
    onlineStore: () => onlineStore,
  };
  return { port, groups, records };
};
