// The buckets that stay when the stacks are deleted, read from the templates.
import { at, isObject } from '@credit-risk/io-ts-schema';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';

const nameOf = (resource: unknown): readonly string[] => {
  if (!isObject(resource) || resource['Type'] !== 'AWS::S3::Bucket') return [];
  const name = at(resource, ['Properties', 'BucketName']);
  return resource['DeletionPolicy'] === 'Retain' && typeof name === 'string' ? [name] : [];
};

/** Names of the buckets whose deletion policy is `Retain`, without repetition. */
export const retainedBuckets = ({ stacks }: CloudAssembly): readonly string[] => [
  ...new Set(
    stacks.flatMap(({ template }) => {
      const resources: unknown = at(template, ['Resources']);
      return isObject(resources) ? Object.values(resources).flatMap(nameOf) : [];
    }),
  ),
];
