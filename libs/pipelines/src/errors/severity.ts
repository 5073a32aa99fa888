// Whether it helps to try again: what a caller (an exit code, a scheduler) wants to know of an error.
import { type AwsError, isRetryable } from '@credit-risk/aws-effects';
import type { GroupError, SourceError } from '@credit-risk/feature-store';
import type { PipelineError } from './pipeline-error';
import type { JobFailed } from './remote-error';

/**
 * `configuration`: change the arguments or the configuration. `permanent`: the same call fails again. `retryable`: the
 * same call may succeed later. `interrupted`: the caller ended it.
 */
export type Severity = 'configuration' | 'permanent' | 'retryable' | 'interrupted';

/** The exit code of a command for each way in which it can end. */
export const exitCodes: Readonly<Record<Severity | 'done', number>> = {
  done: 0,
  configuration: 2,
  permanent: 3,
  retryable: 4,
  interrupted: 130,
};

const ofCall = (error: AwsError): Severity => {
  if (error._tag === 'Cancelled') return 'interrupted';
  return isRetryable(error) || error._tag === 'Conflict' ? 'retryable' : 'permanent';
};

// The service's own faults, told apart by the prefix of the reason; what the container did wrong it does again. A quota that
// is used up is none, here or as the answer to a call: somebody has to raise it, or to end what uses it.
const serviceFault = /^(InternalServerError|CapacityError)\b/;

const ofJob = ({ status, failureReason }: JobFailed): Severity =>
  status === 'Failed' && serviceFault.test(failureReason ?? '') ? 'retryable' : 'permanent';

const ofGroup = (error: GroupError): Severity => {
  switch (error._tag) {
    case 'GroupDiffers':
    case 'GroupFailed':
      return 'permanent';
    case 'GaveUp':
      return 'retryable';
    case 'WaitCancelled':
      return 'interrupted';
    case 'ObservationFailed':
      return ofCall(error.cause);
    default:
      return ofCall(error);
  }
};

// A file that could not be read may have been in S3's hands: then what S3 said decides.
const passingTags: readonly unknown[] = ['Throttled', 'Unavailable'] satisfies readonly AwsError['_tag'][];

const mayPass = (cause: unknown): boolean =>
  typeof cause === 'object' && cause !== null && '_tag' in cause && passingTags.includes(cause._tag);

const ofRegistration = (cause: AwsError | SourceError): Severity => {
  if ('operation' in cause) return ofCall(cause);
  return cause._tag === 'UnreadableSource' && mayPass(cause.cause) ? 'retryable' : 'permanent';
};

/**
 * Whether it helps to try again.
 *
 * @example
 * severityOf({ _tag: 'RunUnknown', runId: 'r1', uri: 's3://b/runs/r1/config.json' }); // 'configuration'
 */
export const severityOf = (error: PipelineError): Severity => {
  switch (error._tag) {
    case 'CallFailed':
      return ofCall(error.cause);
    case 'GroupUnusable':
      return ofGroup(error.cause);
    case 'RegistrationFailed':
      return ofRegistration(error.cause);
    case 'JobFailed':
      return ofJob(error);
    case 'ConfigUnusable':
    case 'ConfigDiffers':
    case 'RunUnknown':
      return 'configuration';
    case 'StageBusy':
    case 'EndpointBusy':
    case 'WaitGaveUp':
      return 'retryable';
    case 'Interrupted':
      return 'interrupted';
    case 'DatasetMissing':
    case 'DatasetAmbiguous':
    case 'NeedsMissing':
    case 'NotSubmitted':
    case 'RequestDiffers':
    case 'Vanished':
    case 'EndpointNotDeployed':
    case 'EndpointUnusable':
    case 'RecordsStale':
    case 'ClientsLeftOver':
    case 'RowsDoNotAddUp':
    case 'ContractDiffers':
    case 'FileMissing':
    case 'FileMalformed':
      return 'permanent';
  }
};
