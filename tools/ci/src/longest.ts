// Test targets that take longest, longest first: the step that starts last decides when the whole run ends.
export const longest: readonly string[] = [
  'end-to-end:system-test-failures',
  'end-to-end:system-test-commands',
  'chaos:system-test',
  'end-to-end:system-test-spark',
  'dags:system-test',
  'end-to-end:system-test-data',
  'end-to-end:system-test-serving',
  'feature-engineering:test',
  '@credit-risk/local-sagemaker:test',
  '@credit-risk/pipelines:test',
  'training:test',
  'feature-engineering:system-test',
  '@credit-risk/infra:test',
  '@credit-risk/cli:test',
  'generate-loans:test',
  'inference:test',
  '@credit-risk/api:test',
  '@credit-risk/doc-examples:test',
  '@credit-risk/feature-store:test',
  '@credit-risk/boundary-lint:test',
  '@credit-risk/task-inputs:test',
  '@credit-risk/prediction-client:test',
];

const rankOf = (id: string): number => (longest.includes(id) ? longest.indexOf(id) : longest.length);

export const byLength = (one: { readonly id: string }, other: { readonly id: string }): number =>
  rankOf(one.id) - rankOf(other.id);
