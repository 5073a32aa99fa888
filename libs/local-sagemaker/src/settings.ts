// The settings of a server and their defaults.
import { systemClock, type Clock } from './machine/clock';
import type { FaultRule } from './faults/fault-rules';
import type { ImageTable } from './containers/image-table';
import { silentLog, type Logger } from './machine/log';

export interface LocalSageMakerSettings {
  /** Port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** Folder that holds all state, made if need be; used by one server at a time. */
  readonly stateFolder: string;
  readonly images: ImageTable;
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** Base address of the S3 to read from and write to. */
  readonly s3Endpoint: string;
  /** How long a resource stays in an intermediate status at least. */
  readonly minimumTransitionMilliseconds: number;
  /** How often accepted records are written to the offline store. */
  readonly offlineFlushMilliseconds: number;
  /** Faults injected from the start; others are set over HTTP while it runs. */
  readonly faults: readonly FaultRule[];
  readonly clock: Clock;
  readonly log: Logger;
}

type Defaulted =
  | 'port'
  | 'region'
  | 'accountId'
  | 'minimumTransitionMilliseconds'
  | 'offlineFlushMilliseconds'
  | 'faults'
  | 'clock'
  | 'log';

/** Settings of which those with a default may be left out. */
export type LocalSageMakerOptions = Omit<LocalSageMakerSettings, Defaulted> &
  Partial<Pick<LocalSageMakerSettings, Defaulted>>;

export const defaults: Readonly<Pick<LocalSageMakerSettings, Defaulted>> = {
  port: 0,
  region: 'us-east-1',
  accountId: '000000000000',
  minimumTransitionMilliseconds: 50,
  offlineFlushMilliseconds: 60_000,
  faults: [],
  clock: systemClock,
  log: silentLog,
};
