// Tags say which run made a resource, and of which request it is the answer.
import type { Tag } from '@aws-sdk/client-sagemaker';
import { jsonDigest } from '@credit-risk/config';
import type { Run } from './run';
import type { StageName } from './stages';

/** The tag that holds the digest of the exact request: a runner that attaches to a resource compares it. */
export const requestDigestTag = 'credit-risk:request-digest';

/**
 * SHA-256 (hex) of the canonical JSON of a request without its `Tags`.
 *
 * @example
 * requestDigest({ EndpointName: 'a', Tags: [] }) === requestDigest({ EndpointName: 'a' }); // true
 */
export const requestDigest = (input: object): string =>
  jsonDigest(Object.fromEntries(Object.entries(input).filter(([member]) => member !== 'Tags')));

/** The configured tags and the pipeline's own. */
export const tagsOf = (run: Run, stage: StageName, digest: string): Tag[] => [
  ...Object.entries(run.config.tags).map(([Key, Value]) => ({ Key, Value })),
  { Key: 'credit-risk:project', Value: run.config.project },
  { Key: 'credit-risk:environment', Value: run.config.environment },
  { Key: 'credit-risk:stage', Value: stage },
  { Key: 'credit-risk:run-id', Value: run.runId },
  { Key: 'credit-risk:attempt', Value: String(run.attempt) },
  { Key: requestDigestTag, Value: digest },
];

/** The request with its tags, the digest of the request among them. */
export const withTags = <I extends object>(run: Run, stage: StageName, input: I): I & { Tags: Tag[] } => ({
  ...input,
  Tags: tagsOf(run, stage, requestDigest(input)),
});
