// Where texts are still being rewritten. Empty when all are done.
export const notYetPlain: readonly string[] = [
  'jobs/feature_engineering/',
  'tools/doc-examples/',
  'tools/generate-loans/',
];
