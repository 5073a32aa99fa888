// The offline store: accepted records rest in the buffer until they are written to S3 as Parquet.
import * as E from 'fp-ts/Either';
import type { Clock } from '../machine/clock';
import { placeOf, type Logger } from '../machine/log';
import type { PutObject } from '../s3/object-store';
import type { FeatureGroupRecord } from '../store/records';
import type { Store } from '../store/store';
import { parquetFiles, type ParquetFile } from './parquet-files';
import type { BufferedRecord } from '../store/stored-records';

export interface OfflineStore {
  /** Keeps a record; to be called inside `Store.write`. */
  readonly append: (group: FeatureGroupRecord, record: BufferedRecord) => void;
  /** Writes all that rests in the buffer. Resolves to the names of the groups that could not be written. */
  readonly flush: () => Promise<readonly string[]>;
  /** Removes what deleted groups have left, once their records are written. */
  readonly clearRetired: () => void;
  /** Writes at the interval from now on. */
  readonly start: () => void;
  /** Stops the interval and writes once more. */
  readonly close: () => Promise<void>;
}

export interface OfflineStorePorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly putObject: PutObject;
  readonly flushMilliseconds: number;
}

const BATCH = 50_000;
const AT_ONCE = 8;
const LAST = Number.MAX_SAFE_INTEGER;

/** The order number after all that rest in the buffer. */
const nextNumber = (store: Store): number => {
  const groups = [
    ...store.featureGroups.values(),
    ...store.retiredGroups.getRange({}).map(({ value }) => value),
  ];
  const last = groups.flatMap(({ id }) => [
    ...store.offlineBuffer
      .getKeys({ start: [id, LAST], end: [id, 0], reverse: true, limit: 1 })
      .map(([, n]) => n),
  ]);
  return Math.max(0, ...last) + 1;
};

interface Batch {
  readonly first: number;
  readonly last: number;
  readonly records: readonly BufferedRecord[];
}

// The end of a batch is fixed before its files are written: after a crash the same batch is written again, to the
// same names, so that no record is there twice.
const nextBatch = async (store: Store, group: FeatureGroupRecord): Promise<Batch | undefined> => {
  const upTo = store.offlineBatches.get(group.id) ?? LAST;
  const entries = [
    ...store.offlineBuffer.getRange({ start: [group.id, 0], end: [group.id, upTo + 1], limit: BATCH }),
  ];
  const first = entries[0];
  const last = entries.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (upTo === LAST) await store.write(() => void store.offlineBatches.put(group.id, last.key[1]));
  return { first: first.key[1], last: last.key[1], records: entries.map(({ value }) => value) };
};

const clearBatch = (store: Store, group: FeatureGroupRecord, batch: Batch): Promise<void> =>
  store.write(() => {
    for (let number = batch.first; number <= batch.last; number += 1)
      void store.offlineBuffer.remove([group.id, number]);
    void store.offlineBatches.remove(group.id);
  });

const setStatus = (store: Store, group: FeatureGroupRecord, reason: string | undefined): Promise<void> =>
  store.write(() => {
    const current = store.featureGroups.get(group.name);
    if (current?.id !== group.id) return;
    const OfflineStoreStatus =
      reason === undefined
        ? { Status: 'Active' as const }
        : { Status: 'Blocked' as const, BlockedReason: reason };
    store.featureGroups.put({ ...current, description: { ...current.description, OfflineStoreStatus } });
  });

/** Writes files, some at a time; the first failure ends it. */
const writeFiles = async (
  putObject: PutObject,
  files: readonly ParquetFile[],
): Promise<E.Either<string, void>> => {
  const waiting = files.values();
  let failure: E.Either<string, void> = E.right(undefined);
  const work = async (): Promise<void> => {
    for (const { uri, body } of waiting) {
      if (E.isLeft(failure)) return;
      const written = await putObject(uri, body());
      if (E.isLeft(written)) failure = written;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failure;
};

const flushGroup = async (ports: OfflineStorePorts, group: FeatureGroupRecord): Promise<boolean> => {
  const { store, log } = ports;
  const wasBlocked = group.description.OfflineStoreStatus?.Status === 'Blocked';
  for (
    let batch = await nextBatch(store, group);
    batch !== undefined;
    batch = await nextBatch(store, group)
  ) {
    const written = await writeFiles(ports.putObject, parquetFiles(group, batch.first, batch.records));
    if (E.isLeft(written)) {
      log.error({ featureGroup: group.name, reason: written.left }, 'offline store cannot be written');
      await setStatus(store, group, written.left);
      return false;
    }
    await clearBatch(store, group, batch);
  }
  if (wasBlocked) await setStatus(store, group, undefined);
  return true;
};

const removeRetired = async (store: Store, group: FeatureGroupRecord): Promise<void> => {
  const keys = [...store.online.getKeys({ start: [group.id, ''], end: [group.id, '\u{10FFFF}'] })];
  await store.write(() => {
    for (const key of keys) void store.online.remove(key);
    void store.retiredGroups.remove(group.id);
    const current = store.featureGroups.get(group.name);
    if (current?.id === group.id) store.featureGroups.remove(group.name);
  });
};

// Resolves to the names of the groups that could not be written.
const flushAll = async (ports: OfflineStorePorts): Promise<readonly string[]> => {
  const { store, clock } = ports;
  const retired = [...store.retiredGroups.getRange({}).map(({ value }) => value)];
  const retiredIds = new Set(retired.map(({ id }) => id));
  const failed: string[] = [];
  for (const group of store.featureGroups.values())
    if (!retiredIds.has(group.id) && !(await flushGroup(ports, group))) failed.push(group.name);
  for (const group of retired)
    if (await flushGroup(ports, group)) {
      if (clock.now() >= group.settledAt) await removeRetired(store, group);
    } else failed.push(group.name);
  return failed;
};

/** The offline store over a buffer in the store and an S3. */
export const offlineStore = (ports: OfflineStorePorts): OfflineStore => {
  const { store } = ports;
  let next = nextNumber(store);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<readonly string[]> = Promise.resolve([]);
  // One at a time: a batch must not be written twice at once.
  const flush = (): Promise<readonly string[]> => {
    running = running
      .then(() => flushAll(ports))
      .catch((cause: unknown) => {
        ports.log.error(placeOf(cause), 'offline store failed');
        return [];
      });
    return running;
  };

  return {
    append: (group, record) => {
      void store.offlineBuffer.put([group.id, next], record);
      next += 1;
    },
    flush,
    clearRetired: () => void flush(),
    start: () => {
      timer = setInterval(() => void flush(), ports.flushMilliseconds).unref();
    },
    close: async () => {
      clearInterval(timer);
      await flush();
    },
  };
};
