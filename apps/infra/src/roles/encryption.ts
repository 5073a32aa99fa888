// Use of KMS keys: the one of the buckets, and those that a configuration names.
import type { PipelineConfig } from '@credit-risk/config';
import { arnOf } from '../arns';
import type { Permission } from './permission';

const served = 'S3 uses the key on behalf of the reader or writer: the service never shows such calls.';

/** Reading and writing objects that are encrypted with a key. */
export const useOfBucketKey = (keyArn: string): Permission => ({
  actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  resources: [keyArn],
  why: 'The buckets are encrypted with this key.',
  unseen: served,
});

const aliasOf = (key: string): string | null => /(?:^|:)(alias\/.+)$/.exec(key)?.[1] ?? null;

// IAM knows keys by their ids; an alias is a condition.
const resourceOf = (config: PipelineConfig, key: string): Pick<Permission, 'resources' | 'condition'> => {
  const alias = aliasOf(key);
  return alias === null
    ? { resources: [key.startsWith('arn:') ? key : arnOf(config, 'kms', `key/${key}`)] }
    : {
        resources: [arnOf(config, 'kms', 'key/*')],
        condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias } },
      };
};

/** Some actions with keys that the configuration names. */
export const useOfNamedKeys = (
  config: PipelineConfig,
  keys: readonly (string | null)[],
  actions: readonly string[],
  why: string,
): readonly Permission[] =>
  [...new Set(keys)]
    .filter((key) => key !== null)
    .map((key) => ({
      actions,
      ...resourceOf(config, key),
      why: aliasOf(key) === null ? why : `${why} The condition names the key by its alias.`,
      unseen: served,
    }));
