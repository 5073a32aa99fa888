/**
 * Whether it helps to try again: what a caller (an exit code, a scheduler) wants to know of an error. `configuration`: change
 * the arguments or the configuration. `permanent`: the same call fails again. `retryable`: the same call may succeed later.
 * `interrupted`: the caller ended it.
 */
export type Severity = 'configuration' | 'permanent' | 'retryable' | 'interrupted';
