// What can end a stage, as a tagged union. No error holds a client's id or a feature's value.
import type { AwsError } from '@credit-risk/aws-effects';
import type { ConfigErrors } from '@credit-risk/config';
import type { GroupError, IngestError } from '@credit-risk/feature-store';
import type { DecodeError } from '@credit-risk/io-ts-schema';
import type { StageName } from '@credit-risk/sagemaker-jobs';

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

/** A job ended, and not in success. */
export interface JobFailed {
  readonly _tag: 'JobFailed';
  readonly stage: StageName;
  readonly name: string;
  /** `Failed` or `Stopped`. */
  readonly status: string;
  readonly failureReason: string | null;
  readonly exitMessage: string | null;
}

/** What was submitted is not there any more. */
export interface Vanished {
  readonly _tag: 'Vanished';
  readonly stage: StageName;
  readonly name: string;
}

/** The endpoint does not serve the configuration that was asked for. */
export interface EndpointNotDeployed {
  readonly _tag: 'EndpointNotDeployed';
  readonly endpoint: string;
  readonly status: string;
  readonly asked: string;
  /** The configuration that is live. */
  readonly live: string;
  readonly failureReason: string | null;
}

/** The endpoint is in a state from which it cannot be updated. */
export interface EndpointUnusable {
  readonly _tag: 'EndpointUnusable';
  readonly endpoint: string;
  readonly status: string;
  readonly failureReason: string | null;
}

/** Somebody else's deployment is going on. */
export interface EndpointBusy {
  readonly _tag: 'EndpointBusy';
  readonly endpoint: string;
  readonly status: string;
  readonly pending: string | null;
}

/** The feature group could not be had. */
export interface GroupUnusable {
  readonly _tag: 'GroupUnusable';
  readonly name: string;
  readonly cause: GroupError;
}

/** Reading or writing features failed as a whole. */
export interface RegistrationFailed {
  readonly _tag: 'RegistrationFailed';
  readonly name: string;
  readonly cause: Exclude<IngestError, { readonly _tag: 'RecordsNotRegistered' }>;
}

/** Some clients' records are not the newest loan; the report names them. */
export interface RecordsStale {
  readonly _tag: 'RecordsStale';
  readonly name: string;
  readonly reportUri: string;
  /** Records that the service refused. */
  readonly failed: number;
  /** Records that are newer than the newest loan. */
  readonly stale: number;
  readonly clients: number;
}

/** The store has records of clients who have no loan in the data; the report names them. */
export interface ClientsLeftOver {
  readonly _tag: 'ClientsLeftOver';
  readonly name: string;
  readonly reportUri: string;
  readonly count: number;
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
  | NeedsMissing
  | NotSubmitted
  | RequestDiffers
  | StageBusy
  | JobFailed
  | Vanished
  | EndpointNotDeployed
  | EndpointUnusable
  | EndpointBusy
  | GroupUnusable
  | RegistrationFailed
  | RecordsStale
  | ClientsLeftOver
  | RowsDoNotAddUp
  | ContractDiffers
  | FileMissing
  | FileMalformed
  | WaitGaveUp
  | Interrupted;
