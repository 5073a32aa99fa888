// Texts that keep a phrase of the rules, each with its reason.

export interface Exception {
  /** A file, or the start of the paths of several. */
  readonly path: string;
  /** A part of the line that keeps its phrase. */
  readonly text: string;
  readonly reason: string;
}

export const exceptions: readonly Exception[] = [
  { path: 'CONTRIBUTING.md', text: '| “', reason: 'The table of the phrases to avoid.' },
];
