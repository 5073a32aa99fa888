// Records as Parquet files, in the layout and with the columns of the offline store.
import { parquetWriteBuffer } from 'hyparquet-writer';
import { createHash } from 'node:crypto';
import type { FeatureDefinition, FeatureValue } from '../service-model/operations.generated';
import type { FeatureGroupRecord } from '../store/records';
import { compareEventTimes, isoText } from './event-time';
import type { BufferedRecord } from '../store/stored-records';

export interface ParquetFile {
  readonly uri: string;
  /** Made on call, so that other work gets its turn between the files of a batch. */
  readonly body: () => Uint8Array;
}

const columnTypes = { Integral: 'INT64', Fractional: 'DOUBLE', String: 'STRING' } as const;

const cellOf = (
  type: FeatureDefinition['FeatureType'],
  text: string | undefined,
): bigint | number | string | null => {
  if (text === undefined) return null;
  if (type === 'Integral') return BigInt(text.replace(/^\+/, ''));
  return type === 'Fractional' ? Number(text) : text;
};

const cells = (values: readonly FeatureValue[]): ReadonlyMap<string, string | undefined> =>
  new Map(values.map(({ FeatureName, ValueAsString }) => [FeatureName, ValueAsString]));

// Features in the order of their definitions, then write_time (milliseconds), api_invocation_time (whole seconds) and
// is_deleted; the partition is in the path only. [W]
const bodyOf = (
  definitions: readonly FeatureDefinition[],
  records: readonly BufferedRecord[],
): Uint8Array => {
  const rows = records.map(({ values }) => cells(values));
  const features = definitions.map(({ FeatureName: name, FeatureType }) => ({
    name,
    type: columnTypes[FeatureType],
    nullable: true,
    data: rows.map((row) => cellOf(FeatureType, row.get(name))),
  }));
  const written = records.map(({ writeTime }) => new Date(writeTime));
  const invoked = records.map(({ writeTime }) => new Date(Math.floor(writeTime / 1000) * 1000));
  const columnData = [
    ...features,
    { name: 'write_time', type: 'TIMESTAMP' as const, nullable: false, data: written },
    { name: 'api_invocation_time', type: 'TIMESTAMP' as const, nullable: false, data: invoked },
    {
      name: 'is_deleted',
      type: 'BOOLEAN' as const,
      nullable: false,
      data: records.map(({ isDeleted }) => isDeleted),
    },
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData }));
};

/** year=…/month=…/day=…/hour=… of the event time, in UTC. [D] */
const partitionOf = ({ eventTime }: BufferedRecord): string => {
  const [date = '', time = ''] = isoText(eventTime).split('T');
  const [year, month, day] = date.split('-');
  return `year=${year}/month=${month}/day=${day}/hour=${time.slice(0, 2)}`;
};

const byPartition = (records: readonly BufferedRecord[]): ReadonlyMap<string, readonly BufferedRecord[]> => {
  const partitions = new Map<string, BufferedRecord[]>();
  for (const record of records) {
    const partition = partitionOf(record);
    const known = partitions.get(partition);
    if (known === undefined) partitions.set(partition, [record]);
    else known.push(record);
  }
  return partitions;
};

const latest = (records: readonly BufferedRecord[]): string => {
  const times = records.map(({ eventTime }) => eventTime).sort(compareEventTimes);
  const last = times.at(-1) ?? { seconds: 0, nanos: 0 };
  return isoText({ ...last, nanos: 0 }).replace(/\.\d+|[-:]/g, '');
};

/** 16 characters that are the same for the same batch, however often it is written. */
const suffixOf = (group: FeatureGroupRecord, first: number, partition: string): string =>
  createHash('sha256').update(`${group.id} ${first} ${partition}`).digest('hex').slice(0, 16);

/** One file for each hour of event time among the records of a batch; `first` is the number of the batch's first record. */
export const parquetFiles = (
  group: FeatureGroupRecord,
  first: number,
  records: readonly BufferedRecord[],
): readonly ParquetFile[] => {
  const base = group.description.OfflineStoreConfig?.S3StorageConfig.ResolvedOutputS3Uri ?? '';
  return [...byPartition(records)].map(([partition, members]) => ({
    uri: `${base}/${partition}/${latest(members)}_${suffixOf(group, first, partition)}.parquet`,
    body: () => bodyOf(group.description.FeatureDefinitions, members),
  }));
};
