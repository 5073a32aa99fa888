// What is compared: our ingestion of a file of loans, and one `PutRecord` at a time.
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import {
  PutRecordCommand,
  SageMakerFeatureStoreRuntimeClient,
} from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { type AwsError, backoff, send, systemClock } from '@credit-risk/aws-effects';
import {
  ensureGroup,
  type GroupError,
  ingest,
  type IngestError,
  newestLoans,
  sageMakerFeatureGroups,
  sageMakerOnlineStore,
  type SourceError,
} from '@credit-risk/feature-store';
import { featureGroupDefinition, toRecord } from '@credit-risk/loan-features';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { asyncBufferFromFile } from 'hyparquet';

/** A file of features, the group that it goes to, and how many calls are in flight. */
export interface Registration {
  readonly file: string;
  readonly group: string;
  readonly concurrency: number;
}

export type Registered = TE.TaskEither<AwsError | GroupError | IngestError | SourceError, number>;

const patience = {
  clock: systemClock,
  policy: backoff({ first: 50, longest: 1000 }),
  random: Math.random,
  surviveErrorsFor: 60_000,
};

const loansOf = (file: string) => newestLoans([{ name: file, open: () => asyncBufferFromFile(file) }]);

/** Makes a group without an offline store: what is timed is the online store. */
export const makeGroup = (group: string): Registered =>
  pipe(
    ensureGroup(sageMakerFeatureGroups(new SageMakerClient()), { ...patience, giveUpAfter: 60_000 })({
      name: group,
      description: 'A benchmark',
      definition: featureGroupDefinition,
      roleArn: 'arn:aws:iam::000000000000:role/credit-risk',
      onlineStore: { storageType: 'Standard_V2', kmsKeyId: null },
      offlineStore: null,
      tags: {},
    }),
    TE.map(() => 0),
  );

/** Ours: reads first, writes 25 a call, reads back. Yields how many clients are registered. */
export const byIngest = ({ file, group, concurrency }: Registration): Registered =>
  pipe(
    ingest(sageMakerOnlineStore(new SageMakerFeatureStoreRuntimeClient(), group), {
      patience,
      concurrency,
      mostProblems: 0,
    })(loansOf(file)),
    TE.map(({ clients }) => clients),
  );

/** The peer: `PutRecord`, as many at once; nothing is read. Yields how many records were put. */
export const byPutRecord =
  ({ file, group, concurrency }: Registration): Registered =>
  async () => {
    const client = new SageMakerFeatureStoreRuntimeClient();
    const loans = loansOf(file)[Symbol.asyncIterator]();
    let put = 0;
    const worker = async (): Promise<E.Either<AwsError | SourceError, void>> => {
      for (let next = await loans.next(); next.done !== true; next = await loans.next()) {
        if (E.isLeft(next.value)) return next.value;
        const Record = [...toRecord(next.value.right)];
        const answer = await send(client, new PutRecordCommand({ FeatureGroupName: group, Record }))();
        if (E.isLeft(answer)) return answer;
        put += 1;
      }
      return E.right(undefined);
    };
    const ended = await Promise.all(Array.from({ length: concurrency }, worker));
    return ended.find(E.isLeft) ?? E.right(put);
  };
