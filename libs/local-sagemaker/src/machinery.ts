// What the stand-in works with outside its state: the job runner, the endpoint fleets and S3.
import type { EndpointFleets } from './endpoints/endpoint-fleets';
import type { JobRunner } from './jobs/job-runner';
import type { HasObjects, PutObject } from './s3/object-store';
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
