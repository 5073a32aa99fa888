// Amazon Resource Names: they hold the lower-cased name. [W]

export interface Account {
  readonly region: string;
  readonly accountId: string;
}

export type ResourceKind =
  'processing-job' | 'training-job' | 'model' | 'endpoint-config' | 'endpoint' | 'feature-group';

const partitionOf = (region: string): string => {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
};

/**
 * The ARN of a resource.
 * @example arnOf({ region: 'eu-west-1', accountId: '123456789012' }, 'model', 'M') // 'arn:aws:sagemaker:eu-west-1:123456789012:model/m'
 */
export const arnOf = ({ region, accountId }: Account, kind: ResourceKind, name: string): string =>
  `arn:${partitionOf(region)}:sagemaker:${region}:${accountId}:${kind}/${name.toLowerCase()}`;
