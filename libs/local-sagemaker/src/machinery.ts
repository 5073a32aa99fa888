// What the stand-in works with outside its own state: what runs jobs, what serves endpoints, and S3.
import type { EndpointFleets } from './endpoints/endpoint-lifecycle';
import type { PutObject } from './feature-store/offline-store';
import type { HasObjects, JobRunner } from './jobs/job-lifecycle';
import type { LocalSageMakerSettings } from './settings';

export interface Machinery<Fleet> {
  readonly runner: JobRunner;
  readonly fleets: EndpointFleets<Fleet>;
  readonly hasObjects: HasObjects;
  readonly putObject: PutObject;
  /** Ends processes that an earlier server left behind. */
  readonly endOrphans: () => Promise<void>;
}

/** Builds the machinery for a server that has its state folder to itself. */
export type MakeMachinery<Fleet> = (settings: LocalSageMakerSettings) => Machinery<Fleet>;
