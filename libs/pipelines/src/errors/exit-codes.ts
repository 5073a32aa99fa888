// The one table of exit codes: the command line and npm start end with them, and a test holds the DAGs to it.
import type { Severity } from './severity';

/** The exit code of a command for each way in which it can end. */
export const exitCodes: Readonly<Record<Severity | 'done', number>> = {
  done: 0,
  configuration: 2,
  permanent: 3,
  retryable: 4,
  interrupted: 130,
};
