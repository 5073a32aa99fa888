// What can go wrong when features are registered.
import type { AwsError } from '@credit-risk/aws-effects';
import {
  type GroupError,
  type IngestError,
  renderGroupError,
  renderIngestError,
  type SourceError,
} from '@credit-risk/feature-store';
import { runAgain } from './advice';
import { severityOfCall } from './call-errors';
import type { ErrorTable } from './error-table';
import type { Severity } from './severity';

/** The feature group cannot be used. */
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

export type RegistrationError = GroupUnusable | RegistrationFailed | RecordsStale | ClientsLeftOver;

const severityOfGroup = (error: GroupError): Severity => {
  switch (error._tag) {
    case 'GroupDiffers':
    case 'GroupFailed':
      return 'permanent';
    case 'GaveUp':
      return 'retryable';
    case 'WaitCancelled':
      return 'interrupted';
    case 'ObservationFailed':
      return severityOfCall(error.cause);
    default:
      return severityOfCall(error);
  }
};

// A file that could not be read may have been in S3's hands: then S3's error decides.
const passingTags: readonly unknown[] = ['Throttled', 'Unavailable'] satisfies readonly AwsError['_tag'][];

const mayPass = (cause: unknown): boolean =>
  typeof cause === 'object' && cause !== null && '_tag' in cause && passingTags.includes(cause._tag);

const severityOfRegistration = (cause: AwsError | SourceError): Severity => {
  if ('operation' in cause) return severityOfCall(cause);
  return cause._tag === 'UnreadableSource' && mayPass(cause.cause) ? 'retryable' : 'permanent';
};

export const registrationErrors: ErrorTable<RegistrationError> = {
  GroupUnusable: {
    severity: ({ cause }) => severityOfGroup(cause),
    message: ({ cause }) => renderGroupError(cause),
    remedy: ({ name, cause }) =>
      severityOfGroup(cause) === 'retryable'
        ? runAgain
        : `Delete the group (aws sagemaker delete-feature-group --feature-group-name ${name}) or choose another project or environment.`,
  },
  RegistrationFailed: {
    severity: ({ cause }) => severityOfRegistration(cause),
    message: ({ name, cause }) => `could not register features in ${name}: ${renderIngestError(cause)}`,
    remedy:
      'Run the same command with the same --run-id again once the cause is gone: clients that are registered stay registered.',
  },
  RecordsStale: {
    severity: 'permanent',
    message: ({ name, failed, stale, clients, reportUri }) =>
      `${failed + stale} of ${clients} clients are not up to date in ${name}: ${failed} refused, ${stale} with a stored record newer than the newest loan; the report is ${reportUri}`,
    remedy:
      'Read the report: a stored record that is newer than every loan comes from another data set. Erase those records or register the newer data.',
  },
  ClientsLeftOver: {
    severity: 'permanent',
    message: ({ name, count, reportUri }) =>
      `${name} has records of ${count} clients who have no loan in the data; the report is ${reportUri}`,
    remedy:
      'Erase the clients of the report (npm run erase-client), register data that has their loans, or set stages.registerFeatures.clientsWithoutLoans to keep.',
  },
};
