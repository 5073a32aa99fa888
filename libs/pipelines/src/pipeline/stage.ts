// A stage is a value: what it needs, what it makes, and how it is submitted, observed and collected.
import type { Run, StageName } from '@credit-risk/sagemaker-jobs';
import type * as E from 'fp-ts/Either';
import type { Lineage } from '../files/lineage';
import type { Manifest } from '../files/manifest';
import type { PipelineError } from '../errors/pipeline-error';
import type { Effect } from '../ports/ports';

/** The input of a stage: the run with the number of the attempt, and the results that it builds on. */
export interface StageContext {
  readonly run: Run;
  readonly needs: readonly Manifest[];
}

/** The name and the digest of the request that a context makes. */
export interface Plan {
  readonly name: string;
  readonly requestDigest: string;
}

/** The state of the remote work of an attempt. An unknown status is not final: the work is active. */
export type Observation =
  | { readonly _tag: 'Absent' }
  | {
      readonly _tag: 'Active';
      readonly status: string;
      readonly isStopping: boolean;
      readonly taggedArn: string | null;
    }
  | { readonly _tag: 'Succeeded'; readonly status: string; readonly taggedArn: string | null }
  | {
      readonly _tag: 'Failed';
      readonly status: string;
      readonly error: PipelineError;
      readonly taggedArn: string | null;
    };

/** The result of a completed stage; the rest of its manifest is known without it. */
export interface Collected extends Pick<Manifest, 'resource' | 'inputs' | 'outputs' | 'counts' | 'metrics'> {
  readonly lineage: Partial<Lineage>;
}

/** A stage of a pipeline. */
export interface Stage {
  readonly name: StageName;
  /** For people. */
  readonly description: string;
  readonly needs: readonly StageName[];
  /** The roles of its outputs, as they stand in its manifest. */
  readonly produces: readonly string[];
  readonly plan: (context: StageContext) => E.Either<PipelineError, Plan>;
  /** The conditions for opening an attempt, so that nothing is left half done. */
  readonly check: (context: StageContext) => Effect<void>;
  /** Starts the work. An existing resource of the name is not an error: the caller compares the digests. */
  readonly submit: (context: StageContext) => Effect<void>;
  readonly observe: (context: StageContext) => Effect<Observation>;
  /** Reads (and checks) the result of work that succeeded. */
  readonly collect: (context: StageContext) => Effect<Collected>;
  /** Asks the remote work to stop, and describes its state. */
  readonly stop: (context: StageContext) => Effect<string>;
  /** The longest time that the work may take, in milliseconds. */
  readonly longest: (context: StageContext) => number;
}

/** A pipeline: stages in an order in which they can run. */
export interface Pipeline {
  readonly name: string;
  readonly stages: readonly Stage[];
}
