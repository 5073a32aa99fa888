// The online store of one feature group at SageMaker.
import {
  BatchGetRecordCommand,
  BatchWriteRecordCommand,
  type BatchWriteRecordCommandOutput,
  DeleteRecordCommand,
  GetRecordCommand,
  ListRecordsCommand,
  type SageMakerFeatureStoreRuntimeClient,
  UpdateRecordCommand,
} from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { send, type SendOptions } from '@credit-risk/aws-effects';
import { recordIdentity, type ReadRecord } from '@credit-risk/loan-features';
import * as O from 'fp-ts/Option';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { batchReadOf, clientIds, recordErrors } from './batch-responses';
import {
  type BatchWritten,
  type ClientRecord,
  type HardDelete,
  largestPage,
  type OnlineStore,
} from './online-store';

const clientOf = (record: ReadRecord | undefined): string | undefined =>
  record?.find(({ FeatureName }) => FeatureName === recordIdentity.clientId)?.ValueAsString;

const toWritten = (response: BatchWriteRecordCommandOutput): BatchWritten => ({
  errors: recordErrors(response.Errors, (fault) => clientOf(fault.Entry?.Record)),
  unprocessed: clientIds((response.UnprocessedEntries ?? []).map(({ Record }) => clientOf(Record))),
});

const deletion = (group: string, { clientId, eventTime, isMarkedOffline }: HardDelete) =>
  new DeleteRecordCommand({
    FeatureGroupName: group,
    RecordIdentifierValueAsString: clientId,
    EventTime: eventTime,
    DeletionMode: 'HardDelete',
    ...(isMarkedOffline ? {} : { TargetStores: ['OnlineStore' as const] }),
  });

// The identifier selects the record; it cannot be updated.
const update = (group: string, { clientId, record }: ClientRecord) =>
  new UpdateRecordCommand({
    FeatureGroupName: group,
    RecordIdentifierValueAsString: clientId,
    Features: record.filter(({ FeatureName }) => FeatureName !== recordIdentity.clientId),
  });

/**
 * The port to SageMaker. A client with `retryMode: 'adaptive'` also slows itself down when throttled.
 *
 * @example
 * const store = sageMakerOnlineStore(new SageMakerFeatureStoreRuntimeClient({ retryMode: 'adaptive' }), group);
 */
export const sageMakerOnlineStore = (
  client: SageMakerFeatureStoreRuntimeClient,
  group: string,
  options: SendOptions = {},
): OnlineStore => ({
  get: (clientId) =>
    pipe(
      send(
        client,
        new GetRecordCommand({ FeatureGroupName: group, RecordIdentifierValueAsString: clientId }),
        options,
      ),
      TE.map(({ Record }) => O.fromNullable(Record)),
    ),
  batchGet: (ids) =>
    pipe(
      send(
        client,
        new BatchGetRecordCommand({
          Identifiers: [{ FeatureGroupName: group, RecordIdentifiersValueAsString: [...ids] }],
        }),
        options,
      ),
      TE.map(batchReadOf),
    ),
  batchWrite: (records) =>
    pipe(
      send(
        client,
        new BatchWriteRecordCommand({
          Entries: records.map(({ record }) => ({ FeatureGroupName: group, Record: [...record] })),
        }),
        options,
      ),
      TE.map(toWritten),
    ),
  update: (record) =>
    pipe(
      send(client, update(group, record), options),
      TE.map(() => undefined),
    ),
  list: (token) =>
    pipe(
      send(
        client,
        new ListRecordsCommand({
          FeatureGroupName: group,
          MaxResults: largestPage,
          ...(token === undefined ? {} : { NextToken: token }),
        }),
        options,
      ),
      TE.map(({ RecordIdentifiers, NextToken }) => ({
        items: clientIds(RecordIdentifiers ?? []),
        nextToken: NextToken,
      })),
    ),
  hardDelete: (request) =>
    pipe(
      send(client, deletion(group, request), options),
      TE.map(() => undefined),
    ),
});
