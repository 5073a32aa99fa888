// The online store of one feature group at SageMaker.
import {
  BatchGetRecordCommand,
  type BatchGetRecordCommandOutput,
  BatchWriteRecordCommand,
  type BatchWriteRecordCommandOutput,
  DeleteRecordCommand,
  GetRecordCommand,
  ListRecordsCommand,
  type SageMakerFeatureStoreRuntimeClient,
  UpdateRecordCommand,
} from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { send, type SendOptions } from '@credit-risk/aws-effects';
import { ClientId, identityNames, type ReadRecord } from '@credit-risk/loan-features';
import * as O from 'fp-ts/Option';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import {
  type BatchRead,
  type BatchWritten,
  type ClientRecord,
  type HardDelete,
  largestPage,
  type OnlineStore,
} from './online-store';

// The service answers with ids that it was given; anything else is not one of ours and names no client.
const clientIds = (texts: readonly (string | undefined)[]): readonly ClientId[] => texts.filter(ClientId.is);

const clientOf = (record: ReadRecord | undefined): string | undefined =>
  record?.find(({ FeatureName }) => FeatureName === identityNames.clientId)?.ValueAsString;

interface Fault {
  readonly ErrorCode: string | undefined;
  readonly ErrorMessage: string | undefined;
}

const toErrors = <A extends Fault>(
  faults: readonly A[] | undefined,
  idOf: (fault: A) => string | undefined,
) =>
  (faults ?? []).flatMap((fault) =>
    clientIds([idOf(fault)]).map((clientId) => ({
      clientId,
      code: fault.ErrorCode ?? 'Unknown',
      message: fault.ErrorMessage ?? '',
    })),
  );

const toRead = (answer: BatchGetRecordCommandOutput): BatchRead => ({
  records: (answer.Records ?? []).map(({ RecordIdentifierValueAsString, Record }) => ({
    clientId: RecordIdentifierValueAsString ?? '',
    record: Record ?? [],
  })),
  errors: toErrors(answer.Errors, (fault) => fault.RecordIdentifierValueAsString),
  unprocessed: (answer.UnprocessedIdentifiers ?? []).flatMap((part) =>
    clientIds(part.RecordIdentifiersValueAsString ?? []),
  ),
});

const toWritten = (answer: BatchWriteRecordCommandOutput): BatchWritten => ({
  errors: toErrors(answer.Errors, (fault) => clientOf(fault.Entry?.Record)),
  unprocessed: clientIds((answer.UnprocessedEntries ?? []).map(({ Record }) => clientOf(Record))),
});

const deletion = (group: string, { clientId, eventTime, isMarkedOffline }: HardDelete) =>
  new DeleteRecordCommand({
    FeatureGroupName: group,
    RecordIdentifierValueAsString: clientId,
    EventTime: eventTime,
    DeletionMode: 'HardDelete',
    ...(isMarkedOffline ? {} : { TargetStores: ['OnlineStore' as const] }),
  });

// The identifier says which record, it is not updated.
const update = (group: string, { clientId, record }: ClientRecord) =>
  new UpdateRecordCommand({
    FeatureGroupName: group,
    RecordIdentifierValueAsString: clientId,
    Features: record.filter(({ FeatureName }) => FeatureName !== identityNames.clientId),
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
      TE.map(toRead),
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
