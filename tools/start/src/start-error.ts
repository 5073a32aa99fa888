// Why a command ended early.
import { exitCodes } from '@credit-risk/pipelines';

export { exitCodes };

/** One message for a person, one exit code for a script. */
export interface StartError {
  readonly _tag: 'StartError';
  readonly message: string;
  readonly exitCode: number;
}

/** An error; failed for good unless another exit code is given. */
export const startError = (message: string, exitCode: number = exitCodes.permanent): StartError => ({
  _tag: 'StartError',
  message,
  exitCode,
});
