// Where progress and errors of a command go.
import type { Progress, Severity } from '@credit-risk/pipelines';

/** The end of a command that failed. */
export interface Problem {
  /** The error's tag. */
  readonly error: string;
  readonly severity: Severity;
  readonly exitCode: number;
  readonly message: string;
}

/** Shows progress and errors; never on standard output. */
export interface Reporter {
  readonly progress: Progress;
  readonly problem: (problem: Problem) => void;
  /** Something worth knowing that is not an error. */
  readonly notice: (text: string) => void;
  /** A line that a program wrote which a command runs. */
  readonly output: (line: string) => void;
  /** Ends the display: nothing more is shown after this. */
  readonly close: () => void;
}
