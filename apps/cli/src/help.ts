// What every `--help` ends with: exit codes, streams, and the environment.
import { exitCodes } from '@credit-risk/pipelines';
import { settingVariables } from './world/settings';

const { requestTimeout, stopTimeout } = settingVariables;

/** The text below each command's help. */
export const helpText = `
Exit codes:
  ${exitCodes.done}    done
  ${exitCodes.configuration}    bad arguments or configuration: correct them
  ${exitCodes.permanent}    failed for good: the same call fails again until its cause is gone
  ${exitCodes.retryable}    failed, worth retrying: throttled, no response, a fault of the service
  ${exitCodes.interrupted}  interrupted by SIGINT, SIGTERM or SIGHUP: the remote job was asked to stop

The result is one JSON object on the last line of standard output. Progress and errors go to standard error: bars on a
terminal, JSON lines otherwise. Endpoint, credentials and region come from the environment, as for every AWS SDK:
AWS_REGION, AWS_PROFILE, AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL_SAGEMAKER, ...

  ${requestTimeout.name}  seconds until a request to AWS counts as lost (default: ${requestTimeout.seconds})
  ${stopTimeout.name}     seconds that an interrupted command may take to stop its job (default: ${stopTimeout.seconds})
`;
