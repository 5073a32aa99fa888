// What the commands need of the terminal that they run on.
export interface Terminal {
  /** For results. */
  readonly print: (text: string) => void;
  /** For everything else. */
  readonly say: (text: string) => void;
  /** Aborted by Ctrl-C, SIGTERM or the end of the terminal. */
  readonly interrupted: AbortSignal;
}
