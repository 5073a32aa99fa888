// Calls of AWS that failed.
import { type AwsError, isRetryable, renderAwsError } from '@credit-risk/aws-effects';
import { runAgain } from './advice';
import type { ErrorTable } from './error-table';
import type { Severity } from './severity';

/** An AWS call failed. */
export interface CallFailed {
  readonly _tag: 'CallFailed';
  /** What the call was for: `write the manifest`. */
  readonly doing: string;
  readonly cause: AwsError;
}

/** Whether it helps to make the same AWS call again. */
export const severityOfCall = (error: AwsError): Severity => {
  if (error._tag === 'Cancelled') return 'interrupted';
  return isRetryable(error) || error._tag === 'Conflict' ? 'retryable' : 'permanent';
};

const remedies: Readonly<Record<AwsError['_tag'], string>> = {
  Unavailable: `Check the network, AWS_REGION and the AWS_ENDPOINT_URL variables. ${runAgain}`,
  Throttled: runAgain,
  Conflict: runAgain,
  Cancelled: runAgain,
  NotFound: 'Check the name, the region and the account.',
  AlreadyExists: 'Remove it, or choose another name.',
  Rejected:
    'Check AWS_REGION, credentials, permissions (docs/aws.md lists them), quotas and the configuration.',
};

export const callErrors: ErrorTable<CallFailed> = {
  CallFailed: {
    severity: ({ cause }) => severityOfCall(cause),
    message: ({ doing, cause }) => `could not ${doing}: ${renderAwsError(cause)}`,
    remedy: ({ cause }) => remedies[cause._tag],
  },
};
