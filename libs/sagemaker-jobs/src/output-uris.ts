// Where a run keeps its files: the S3 layout of a run.
import { jobName } from './names';
import type { Run } from './run';
import type { StageName } from './stages';

/** S3 URIs, without a trailing slash. */
export interface OutputUris {
  /** The whole configuration with its defaults filled in. */
  readonly config: string;
  readonly featureEngineering: {
    /** What the four are in. */
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
  /** Result of the completed stage, with its lineage. */
  readonly manifest: (stage: StageName) => string;
  /** Record of one attempt, written once. */
  readonly attempt: (stage: StageName) => string;
}

/**
 * The places of a run's files.
 *
 * @example
 * outputUris(run).featureEngineering.features;
 * // 's3://credit-risk/artifacts/runs/20261124t101502-k3f9/feature-engineering/1/features'
 */
export const outputUris = (run: Run): OutputUris => {
  const { artifactsUri } = run.config;
  const home = `${artifactsUri}/runs/${run.runId}`;
  const engineered = `${home}/feature-engineering/${run.attempt}`;
  const trained = `${home}/training/${run.attempt}`;
  const artifacts = `${trained}/${jobName(run, 'training')}/output`;
  return {
    config: `${home}/config.json`,
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
    offlineStore: `${artifactsUri}/offline-store`,
    manifest: (stage) => `${home}/stages/${stage}/manifest.json`,
    attempt: (stage) => `${home}/stages/${stage}/attempts/${run.attempt}.json`,
  };
};
