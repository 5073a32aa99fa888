// What can end a stage, as a tagged union. No error holds a client's id or a feature's value.
import type { AwsError } from '@credit-risk/aws-effects';
import type { ConfigErrors } from '@credit-risk/config';
import type { DecodeError } from '@credit-risk/io-ts-schema';
import type { StageName } from '@credit-risk/sagemaker-jobs';
import type { RemoteError } from './remote-error';

/** An AWS call failed. */
export interface CallFailed {
  readonly _tag: 'CallFailed';
  /** What the call was for: `write the manifest`. */
  readonly doing: string;
  readonly cause: AwsError;
}

/** The configuration cannot be read. */
export interface ConfigUnusable {
  readonly _tag: 'ConfigUnusable';
  /** The file or URI that it came from. */
  readonly source: string;
  readonly cause: ConfigErrors;
}

/** The run has another configuration already. */
export interface ConfigDiffers {
  readonly _tag: 'ConfigDiffers';
  readonly runId: string;
  readonly uri: string;
  readonly recorded: string;
  readonly asked: string;
}

/** There is no such run: its configuration was never written. */
export interface RunUnknown {
  readonly _tag: 'RunUnknown';
  readonly runId: string;
  readonly uri: string;
}

/** The data set is not where the configuration says. */
export interface DatasetMissing {
  readonly _tag: 'DatasetMissing';
  readonly uri: string;
  /** What was found instead. */
  readonly found: string;
}

/** What the address of the data set stands for is not clear: it is an object's, and others' addresses begin with it. */
export interface DatasetAmbiguous {
  readonly _tag: 'DatasetAmbiguous';
  readonly uri: string;
  /** The others. */
  readonly others: readonly string[];
}

/** Stages that must be complete first are not. */
export interface NeedsMissing {
  readonly _tag: 'NeedsMissing';
  readonly runId: string;
  readonly stage: StageName;
  readonly missing: readonly StageName[];
}

/** There is nothing to wait for, or to stop. */
export interface NotSubmitted {
  readonly _tag: 'NotSubmitted';
  readonly runId: string;
  readonly stage: StageName;
}

/** What is there under the name was made by another request. */
export interface RequestDiffers {
  readonly _tag: 'RequestDiffers';
  readonly stage: StageName;
  readonly name: string;
  /** Digest of the request that made it; null if it carries none. */
  readonly recorded: string | null;
  /** Digest of the request that the configuration makes now. */
  readonly asked: string;
}

/** Another runner works on the stage. */
export interface StageBusy {
  readonly _tag: 'StageBusy';
  readonly runId: string;
  readonly stage: StageName;
  /** Where that runner is. */
  readonly host: string;
  readonly processId: number;
  /** When it last renewed its lease, by its own clock: ISO 8601, UTC. */
  readonly renewedAt: string;
}

/** Rows got lost or came from nowhere. */
export interface RowsDoNotAddUp {
  readonly _tag: 'RowsDoNotAddUp';
  readonly uri: string;
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly rowsQuarantined: number;
}

/** Two parts of the pipeline speak of different features. */
export interface ContractDiffers {
  readonly _tag: 'ContractDiffers';
  readonly stage: StageName;
  readonly job: string;
  readonly runner: string;
}

/** A file that a stage should have made is not there. */
export interface FileMissing {
  readonly _tag: 'FileMissing';
  readonly stage: StageName;
  readonly uri: string;
}

/** A file that a stage made cannot be understood. */
export interface FileMalformed {
  readonly _tag: 'FileMalformed';
  readonly uri: string;
  readonly problems: readonly DecodeError[];
}

/** The wait ended before what was waited for. */
export interface WaitGaveUp {
  readonly _tag: 'WaitGaveUp';
  readonly runId: string;
  readonly stage: StageName;
  readonly name: string;
  readonly seconds: number;
  readonly lastStatus: string | null;
}

/** The caller ended the run. */
export interface Interrupted {
  readonly _tag: 'Interrupted';
  /** What each stage was at. */
  readonly stages: readonly InterruptedStage[];
}

/** A stage that was interrupted. */
export interface InterruptedStage {
  readonly stage: StageName;
  /** What became of the remote work: `the job was asked to stop`, ... */
  readonly remote: string;
}

/** What can end a stage. */
export type PipelineError =
  | CallFailed
  | ConfigUnusable
  | ConfigDiffers
  | RunUnknown
  | DatasetMissing
  | DatasetAmbiguous
  | NeedsMissing
  | NotSubmitted
  | RequestDiffers
  | StageBusy
  | RemoteError
  | RowsDoNotAddUp
  | ContractDiffers
  | FileMissing
  | FileMalformed
  | WaitGaveUp
  | Interrupted;
