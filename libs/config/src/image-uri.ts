// The registry that an image comes from depends on the account, the region and the partition.
import type { Aws, Image } from './pipeline-config';

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
