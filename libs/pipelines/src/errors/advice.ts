// Parts of sentences that the entries of several families share.

/** For what may pass. Without the id, the same command starts another run. */
export const runAgain =
  'Run the same command again, with the same --run-id if the run has started: it resumes where it stopped.';

/** For a stage that failed for good. */
export const nextAttempt = 'the same command with the same --run-id opens the next attempt';

/** For a command that works on a run which has started. */
export const sameRun = 'with the same --artifacts or --config';

/** Where the log of a job or an endpoint is. */
export const logOf = (kind: string, name: string, group: string): string =>
  `the CloudWatch log group ${group} on AWS, logs/${kind}/${name}/ in the state folder of a local cloud`;

/** A reason, if the service gave one. */
export const because = (reason: string | null): string =>
  reason === null || reason === '' ? '' : `: ${reason}`;
