// What can go wrong with what SageMaker runs and keeps: jobs, endpoints, feature groups.
import type { GroupError, IngestError } from '@credit-risk/feature-store';
import type { StageName } from '@credit-risk/sagemaker-jobs';

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

export type RemoteError =
  | JobFailed
  | Vanished
  | EndpointNotDeployed
  | EndpointUnusable
  | EndpointBusy
  | GroupUnusable
  | RegistrationFailed
  | RecordsStale
  | ClientsLeftOver;
