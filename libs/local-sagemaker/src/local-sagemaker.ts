// A server from its settings: its state, its machinery, its operations and its orderly end.
import * as E from 'fp-ts/Either';
import type * as T from 'fp-ts/Task';
import type * as TE from 'fp-ts/TaskEither';
import { cloudOf, type Cloud } from './cloud';
import { faultInjector } from './faults/fault-injector';
import { withFaults } from './faults/with-faults';
import { clientEnvironment } from './machine/environment';
import { lockStateFolder, type StateFolder, type StateFolderError } from './machine/state-folder';
import type { MakeMachinery } from './machinery';
import { allOperations } from './operations';
import type { Operation } from './protocol/operation';
import { listen, type HttpServer, type ServerError } from './server';
import type { LocalSageMakerSettings } from './settings';
import { openStore, type Store, type StoreError } from './store/store';

/** Why a server does not start; the message says what to do. */
export type LocalSageMakerError =
  | StateFolderError
  | StoreError
  | ServerError
  | { readonly _tag: 'CannotRecover'; readonly message: string; readonly cause: unknown };

/** Why a running server must be stopped; the message says what to do. */
export interface CannotRecord {
  readonly _tag: 'CannotRecord';
  readonly message: string;
  readonly cause: unknown;
}

export interface LocalSageMaker {
  /** Base address of all three services. */
  readonly endpointUrl: string;
  /** What a client needs in its environment to talk to this server and to its S3. */
  readonly environment: Readonly<Record<`AWS_${string}`, string>>;
  /** Writes the buffered records to the offline store now; resolves to the feature groups that could not be written. */
  readonly flushOfflineStore: T.Task<readonly string[]>;
  /** Resolves if the end of a job or of a deployment cannot be recorded, as on a full disk: then stop the server. */
  readonly broken: Promise<CannotRecord>;
  /** Ends jobs and endpoints' processes, writes the offline store, closes the state. */
  readonly stop: T.Task<void>;
}

interface Started {
  readonly cloud: Cloud;
  readonly store: Store;
  readonly server: HttpServer;
  readonly broken: Promise<CannotRecord>;
}

const cannotRecord = (stateFolder: string, cause: unknown): CannotRecord => ({
  _tag: 'CannotRecord',
  message: `The state in ${stateFolder} can no longer be written. ${cause instanceof Error ? cause.message : String(cause)}`,
  cause,
});

const running = (
  settings: LocalSageMakerSettings,
  folder: StateFolder,
  { cloud, store, server, broken }: Started,
): LocalSageMaker => {
  const endpointUrl = `http://127.0.0.1:${server.port}`;
  let stopping: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    // Calls that wait for an endpoint end with it: hence the server is awaited last of the three.
    const closed = server.close();
    await cloud.jobs.lifecycle.close();
    await cloud.endpoints.lifecycle.close();
    await closed;
    await cloud.featureStore.offline.close();
    await store.close();
    folder.release();
  };
  return {
    endpointUrl,
    environment: clientEnvironment({
      sageMaker: endpointUrl,
      other: settings.s3Endpoint,
      region: settings.region,
    }),
    flushOfflineStore: cloud.featureStore.offline.flush,
    broken,
    stop: () => {
      stopping ??= end();
      return stopping;
    },
  };
};

const startOver = async <Fleet>(
  makeMachinery: MakeMachinery<Fleet>,
  operationsOf: (cloud: Cloud) => readonly Operation[],
  settings: LocalSageMakerSettings,
  store: Store,
): Promise<E.Either<LocalSageMakerError, Started>> => {
  let begin = (): void => undefined;
  const ready = new Promise<void>((resolve) => {
    begin = resolve;
  });
  let onUnrecorded: (cause: unknown) => void = () => undefined;
  const broken = new Promise<CannotRecord>((resolve) => {
    onUnrecorded = (cause) => resolve(cannotRecord(settings.stateFolder, cause));
  });
  let server: E.Either<ServerError, HttpServer> | undefined;
  try {
    const machinery = makeMachinery(settings);
    const faults = faultInjector(settings.faults, Math.random);
    const cloud = cloudOf(settings, store, machinery, onUnrecorded);
    const operations = operationsOf(cloud).map(withFaults(faults, settings.clock));
    server = await listen(settings.port, { log: settings.log, operations, faults, ready });
    if (E.isLeft(server)) return server;
    await machinery.endOrphans();
    await cloud.jobs.lifecycle.recover();
    await cloud.endpoints.lifecycle.recover();
    cloud.featureStore.offline.start();
    begin();
    return E.right({ cloud, store, server: server.right, broken });
  } catch (cause) {
    if (server !== undefined && E.isRight(server)) await server.right.close();
    const reason = cause instanceof Error ? cause.message : String(cause);
    return E.left({
      _tag: 'CannotRecover',
      message: `The state in ${settings.stateFolder} cannot be resumed: ${reason}`,
      cause,
    });
  }
};

/** Starts a server with the given machinery; see `startLocalSageMaker` for the one that really runs jobs and endpoints. */
export const startWith =
  <Fleet>(
    makeMachinery: MakeMachinery<Fleet>,
    operationsOf: (cloud: Cloud) => readonly Operation[] = allOperations,
  ) =>
  (settings: LocalSageMakerSettings): TE.TaskEither<LocalSageMakerError, LocalSageMaker> =>
  async () => {
    const folder = lockStateFolder(settings.stateFolder);
    if (E.isLeft(folder)) return folder;
    const store = openStore(settings.stateFolder);
    if (E.isLeft(store)) {
      folder.right.release();
      return store;
    }
    const started = await startOver(makeMachinery, operationsOf, settings, store.right);
    if (E.isRight(started)) return E.right(running(settings, folder.right, started.right));
    await store.right.close();
    folder.right.release();
    return started;
  };
