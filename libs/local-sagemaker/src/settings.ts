// How a server is set up.
import type { Clock } from './clock';
import type { ImageTable } from './image-table';
import type { Logger } from './log';

export interface LocalSageMakerSettings {
  /** Port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** Folder that holds all state; made if need be, for one server at a time. */
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
  readonly clock: Clock;
  readonly log: Logger;
}
