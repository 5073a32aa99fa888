// Where runs keep their files: the S3 layout, for everything that reads, writes or permits it.
import { jobName } from './names';
import type { Run, RunId } from './run';
import type { StageName } from './stages';

/** The files that are found by the id of a run alone. S3 URIs, without a trailing slash. */
export interface RunUris {
  /** The whole configuration with its defaults filled in. */
  readonly config: string;
  /** Result of the completed stage, with its lineage. */
  readonly manifest: (stage: StageName) => string;
  /** Which runner works on the stage. */
  readonly lease: (stage: StageName) => string;
  /** The folder of the records of a stage's attempts: `<number>.json` each. */
  readonly attempts: (stage: StageName) => string;
  /** A report of a stage for people, beside its manifest. */
  readonly report: (stage: StageName, name: string) => string;
}

/** The files of a run and its current attempt. S3 URIs, without a trailing slash. */
export interface OutputUris extends RunUris {
  readonly featureEngineering: {
    /** The folder that holds the four. */
    readonly folder: string;
    readonly features: string;
    readonly persons: string;
    readonly quarantine: string;
    readonly summary: string;
  };
  readonly training: {
    /** The prefix given to the service, which adds `/<job name>/output/…`. */
    readonly prefix: string;
    readonly model: string;
    readonly output: string;
  };
  readonly offlineStore: string;
  /** Record of one attempt, written once. */
  readonly attempt: (stage: StageName) => string;
}

/**
 * The folder that holds all runs, each in a folder named by its id.
 *
 * @example
 * runsUri('s3://credit-risk/artifacts'); // 's3://credit-risk/artifacts/runs'
 */
export const runsUri = (artifactsUri: string): string => `${artifactsUri}/runs`;

/**
 * The folder of the offline store, which all runs share.
 *
 * @example
 * offlineStoreUri('s3://credit-risk/artifacts'); // 's3://credit-risk/artifacts/offline-store'
 */
export const offlineStoreUri = (artifactsUri: string): string => `${artifactsUri}/offline-store`;

const homeOf = (artifactsUri: string, runId: RunId): string => `${runsUri(artifactsUri)}/${runId}`;

/**
 * The files that are found without knowing the configuration of a run.
 *
 * @example
 * runUris('s3://credit-risk/artifacts', run.runId).config;
 * // 's3://credit-risk/artifacts/runs/20261124t101502-k3f9/config.json'
 */
export const runUris = (artifactsUri: string, runId: RunId): RunUris => {
  const home = homeOf(artifactsUri, runId);
  const folder = (stage: StageName): string => `${home}/stages/${stage}`;
  return {
    config: `${home}/config.json`,
    manifest: (stage) => `${folder(stage)}/manifest.json`,
    lease: (stage) => `${folder(stage)}/lease.json`,
    attempts: (stage) => `${folder(stage)}/attempts`,
    report: (stage, name) => `${folder(stage)}/${name}.json`,
  };
};

/**
 * The places of a run's files.
 *
 * @example
 * outputUris(run).featureEngineering.features;
 * // 's3://credit-risk/artifacts/runs/20261124t101502-k3f9/feature-engineering/1/features'
 */
export const outputUris = (run: Run): OutputUris => {
  const { artifactsUri } = run.config;
  const home = homeOf(artifactsUri, run.runId);
  const uris = runUris(artifactsUri, run.runId);
  const engineered = `${home}/feature-engineering/${run.attempt}`;
  const trained = `${home}/training/${run.attempt}`;
  const artifacts = `${trained}/${jobName(run, 'training')}/output`;
  return {
    ...uris,
    featureEngineering: {
      folder: engineered,
      features: `${engineered}/features`,
      persons: `${engineered}/persons`,
      quarantine: `${engineered}/quarantine`,
      summary: `${engineered}/summary`,
    },
    training: {
      prefix: trained,
      model: `${artifacts}/model.tar.gz`,
      output: `${artifacts}/output.tar.gz`,
    },
    offlineStore: offlineStoreUri(artifactsUri),
    attempt: (stage) => `${uris.attempts(stage)}/${run.attempt}.json`,
  };
};
