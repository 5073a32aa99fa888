// What the program tells its caller by its exit code: the one place.
import type { Severity } from '@credit-risk/pipelines';

/** The command did what it was asked to do. */
export const done = 0;

/** Exit code of each kind of failure; `--help` documents them. */
export const exitCodes: Readonly<Record<Severity, number>> = {
  configuration: 2,
  permanent: 3,
  retryable: 4,
  interrupted: 130,
};

/** The table of exit codes, for `--help`. */
export const exitCodesText = `
Exit codes:
  ${done}    done
  ${exitCodes.configuration}    bad arguments or configuration: correct them
  ${exitCodes.permanent}    failed for good: the same call fails again until its cause is gone
  ${exitCodes.retryable}    failed, worth retrying: throttled, no answer, a fault of the service
  ${exitCodes.interrupted}  interrupted by SIGINT, SIGTERM or SIGHUP: the remote job was asked to stop

The result is one JSON object on the last line of standard output. Progress and errors go to standard error: bars on a
terminal, JSON lines otherwise. Where AWS is, who asks and in which region is taken from the environment, as by every AWS
SDK: AWS_REGION, AWS_PROFILE, AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL_SAGEMAKER, ...
`;
