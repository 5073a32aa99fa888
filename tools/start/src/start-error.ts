/** Why a command ended early: one message for a person, one exit code for a script. */
export interface StartError {
  readonly _tag: 'StartError';
  readonly message: string;
  readonly exitCode: number;
}

/** The exit codes of the runner, which the commands of this tool share. */
export const exitCodes = { done: 0, badInput: 2, failed: 3, retryable: 4, interrupted: 130 } as const;

export const startError = (message: string, exitCode: number = exitCodes.failed): StartError => ({
  _tag: 'StartError',
  message,
  exitCode,
});
