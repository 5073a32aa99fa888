// All state, in one LMDB environment: every change is one transaction, and is acknowledged after its commit.
import * as E from 'fp-ts/Either';
import { open, type Database, type RootDatabase } from 'lmdb';
import { join } from 'node:path';
import { noRoomIn } from '../machine/disk';
import type { BufferedRecord, OnlineRecord } from './stored-records';
import type { Tag } from '../service-model/operations.generated';
import type {
  EndpointConfigRecord,
  EndpointRecord,
  FeatureGroupRecord,
  ModelRecord,
  ProcessingJobRecord,
  TrainingJobRecord,
} from './records';

/**
 * Resources of one kind by name. Names that differ in case only are one resource, since their ARNs, which are
 * lower-case, would be equal; a look-up takes the name as it was given.
 */
export interface Collection<V extends { readonly name: string }> {
  readonly get: (name: string) => V | undefined;
  /** The resource with the same ARN, however its name is written. */
  readonly clashing: (name: string) => V | undefined;
  readonly values: () => readonly V[];
  /** To be called inside `Store.write` only, as is `remove`. */
  readonly put: (record: V) => void;
  readonly remove: (name: string) => void;
}

export interface Store {
  readonly processingJobs: Collection<ProcessingJobRecord>;
  readonly trainingJobs: Collection<TrainingJobRecord>;
  readonly models: Collection<ModelRecord>;
  readonly endpointConfigs: Collection<EndpointConfigRecord>;
  readonly endpoints: Collection<EndpointRecord>;
  readonly featureGroups: Collection<FeatureGroupRecord>;
  /** Tags by ARN. */
  readonly tags: Database<readonly Tag[], string>;
  /** Online records by feature group's id and record's key. */
  readonly online: Database<OnlineRecord, [string, string]>;
  /** Records that still have to reach the offline store, by feature group's id and order of arrival. */
  readonly offlineBuffer: Database<BufferedRecord, [string, number]>;
  /** The last number of a batch that is being written, by feature group's id. */
  readonly offlineBatches: Database<number, string>;
  /** Deleted feature groups of which something is left, by id. */
  readonly retiredGroups: Database<FeatureGroupRecord, string>;
  /** Runs a change as one transaction; resolves when it is committed. Rejects with `NotWritten` if it cannot be. */
  readonly write: <A>(change: () => A) => Promise<A>;
  readonly close: () => Promise<void>;
}

/** A change that was not written, so that none of it holds. Its message says what to do. */
export class NotWritten extends Error {}

const writing =
  (root: RootDatabase, stateFolder: string): Store['write'] =>
  async (change) => {
    // LMDB would report a full disk, too, but also print it.
    const noRoom = noRoomIn(stateFolder);
    if (noRoom !== undefined) throw new NotWritten(noRoom);
    return root.transaction(change).catch((cause: unknown) => {
      if (!(cause instanceof Error && 'commitError' in cause)) throw cause;
      // The reason for the failed commit is a rejected promise: unhandled, it would end the process.
      void Promise.resolve(cause.commitError).catch(() => undefined);
      throw new NotWritten(
        noRoomIn(stateFolder) ?? `The disk of ${stateFolder} does not take what is written to it.`,
        { cause },
      );
    });
  };

const collection = <V extends { readonly name: string }>(database: Database<V, string>): Collection<V> => {
  const clashing = (name: string): V | undefined => database.get(name.toLowerCase());
  return {
    clashing,
    get: (name) => {
      const found = clashing(name);
      return found?.name === name ? found : undefined;
    },
    values: () => [...database.getRange({}).map(({ value }) => value)],
    put: (record) => void database.put(record.name.toLowerCase(), record),
    remove: (name) => void database.remove(name.toLowerCase()),
  };
};

// The format of the records in the store; a change that older servers cannot read gets the next number.
const FORMAT = 1;

const checkFormat = (root: RootDatabase): void => {
  const format: unknown = root.get('format');
  if (format === undefined) root.putSync('format', FORMAT);
  else if (format !== FORMAT)
    throw new Error(
      `it has the format ${String(format)}, this version reads ${FORMAT}: use the version that made it, or another folder`,
    );
};

const opened = (root: RootDatabase, stateFolder: string): Store => ({
  processingJobs: collection(root.openDB<ProcessingJobRecord, string>({ name: 'processing-jobs' })),
  trainingJobs: collection(root.openDB<TrainingJobRecord, string>({ name: 'training-jobs' })),
  models: collection(root.openDB<ModelRecord, string>({ name: 'models' })),
  endpointConfigs: collection(root.openDB<EndpointConfigRecord, string>({ name: 'endpoint-configs' })),
  endpoints: collection(root.openDB<EndpointRecord, string>({ name: 'endpoints' })),
  featureGroups: collection(root.openDB<FeatureGroupRecord, string>({ name: 'feature-groups' })),
  tags: root.openDB<readonly Tag[], string>({ name: 'tags' }),
  online: root.openDB<OnlineRecord, [string, string]>({ name: 'online' }),
  offlineBuffer: root.openDB<BufferedRecord, [string, number]>({ name: 'offline-buffer' }),
  offlineBatches: root.openDB<number, string>({ name: 'offline-batches' }),
  retiredGroups: root.openDB<FeatureGroupRecord, string>({ name: 'retired-groups' }),
  write: writing(root, stateFolder),
  close: () => root.close(),
});

export interface StoreError {
  readonly _tag: 'StoreUnusable';
  readonly message: string;
  readonly cause: unknown;
}

/** Opens (or makes) the store below the state folder. */
export const openStore = (stateFolder: string): E.Either<StoreError, Store> =>
  E.tryCatch(
    () => {
      // With batching LMDB has internal promises: a commit that fails would be an unhandled rejection and end the process.
      const root = open({ path: join(stateFolder, 'store'), maxDbs: 16, eventTurnBatching: false });
      checkFormat(root);
      return opened(root, stateFolder);
    },
    (cause) => ({
      _tag: 'StoreUnusable',
      message: `The store below ${stateFolder} cannot be opened: ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    }),
  );
