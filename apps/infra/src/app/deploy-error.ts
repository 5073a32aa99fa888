// Why a deployment ended early, and what a caller is told by the exit code: the one place.
/** Whether it helps to try again, and who has to do something. */
export type Severity = 'configuration' | 'permanent' | 'retryable' | 'interrupted';

/** A deployment that did not come to its end: one message for a person. */
export interface DeployError {
  readonly _tag: 'DeployError';
  readonly severity: Severity;
  readonly message: string;
}

/** The exit codes of the runner, which deployments share. */
export const exitCodes: Readonly<Record<Severity | 'done', number>> = {
  done: 0,
  configuration: 2,
  permanent: 3,
  retryable: 4,
  interrupted: 130,
};

/** An error of a severity. */
export const deployError = (severity: Severity, message: string): DeployError => ({
  _tag: 'DeployError',
  severity,
  message,
});
