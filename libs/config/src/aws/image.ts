// Container images: the registry depends on the account, the region and the partition.
import { object, text, union, withDefault } from '@credit-risk/io-ts-schema';
import type { TypeOf } from 'io-ts';
import type { Aws } from './aws';
import { defaults } from '../defaults/defaults';

const repository = text({
  pattern: '[a-z0-9]+([._/-][a-z0-9]+)*',
  maxLength: 128,
  expectation: 'a repository such as credit-risk/training',
  description: "A repository of the account's own registry.",
});
const tag = text({ pattern: '[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,60}', expectation: 'an image tag such as 0.1.0' });
const uri = text({
  pattern: '[^\\s]{1,255}',
  expectation: "an image's full URI",
  description: 'An image of any other registry, in full.',
});

/** The codec of a stage's image: what is left out comes from the stage's own repository. */
export const imageOf = (defaultRepository: string) =>
  union([
    object({
      repository: withDefault(repository, defaultRepository),
      tag: withDefault(tag, defaults.imageTag),
    }),
    object({ uri }),
  ]);

/** A container image: a repository and tag in the account's own registry, or a full URI. */
export type Image = TypeOf<ReturnType<typeof imageOf>>;

const dnsSuffix: Record<Aws['partition'], string> = {
  aws: 'amazonaws.com',
  'aws-us-gov': 'amazonaws.com',
  'aws-cn': 'amazonaws.com.cn',
};

/**
 * The full URI of an image: as configured, or built from the account's registry in the pipeline's region.
 *
 * @example
 * imageUri(
 *   { partition: 'aws-cn', region: 'cn-north-1', accountId: '111122223333' },
 *   { repository: 'credit-risk/training', tag: '0.1.0' },
 * ); // '111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/credit-risk/training:0.1.0'
 */
export const imageUri = (aws: Aws, image: Image): string =>
  'uri' in image
    ? image.uri
    : `${aws.accountId}.dkr.ecr.${aws.region}.${dnsSuffix[aws.partition]}/${image.repository}:${image.tag}`;
