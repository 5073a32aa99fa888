// One command of a run, and how it ended.
export interface Step {
  /** `project:target` of Nx, or the name of a check. */
  readonly id: string;
  readonly command: string;
  /** Relative to the root. */
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Ids of the steps that must have passed before. */
  readonly needs: readonly string[];
}

/** How a command ended. */
export interface Ended {
  readonly code: number;
  /** Seconds of CPU, of both kinds, of all its processes. */
  readonly cpu: number;
}

export interface Result {
  readonly id: string;
  /** Seconds from start to end, and seconds of CPU. */
  readonly seconds: number;
  readonly cpu: number;
  /** Null if the step was not run, since one that it needs failed. */
  readonly code: number | null;
}
