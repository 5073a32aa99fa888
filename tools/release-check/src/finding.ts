/** Something that must not be published as it is. */
export interface Finding {
  readonly library: string;
  readonly check: string;
  readonly what: string;
  /** What to do next. */
  readonly advice: string;
}

export const renderFinding = ({ library, check, what, advice }: Finding): string =>
  `✗ ${library}, ${check}: ${what}\n  → ${advice}`;
