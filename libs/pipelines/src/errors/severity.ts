/**
 * Whether it helps to try again: what a caller (an exit code, a scheduler) wants to know of an error. `configuration`: change
 * the arguments or the configuration. `permanent`: the same call fails again. `retryable`: the same call may succeed later.
 * `interrupted`: the caller ended it.
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
