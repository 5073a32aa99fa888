import type { Aws } from './aws';
import { imageUri } from './image';

const aws = (partition: Aws['partition'], region: string): Aws => ({
  partition,
  region,
  accountId: '111122223333',
});
const image = { repository: 'credit-risk/training', tag: '0.1.0' };

describe('the URI of an image', () => {
  it.each([
    [aws('aws', 'eu-west-1'), '111122223333.dkr.ecr.eu-west-1.amazonaws.com/credit-risk/training:0.1.0'],
    [
      aws('aws-cn', 'cn-north-1'),
      '111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/credit-risk/training:0.1.0',
    ],
    [
      aws('aws-us-gov', 'us-gov-west-1'),
      '111122223333.dkr.ecr.us-gov-west-1.amazonaws.com/credit-risk/training:0.1.0',
    ],
  ])('is in the registry of the partition and region: %j', (where, uri) => {
    expect(imageUri(where, image)).toBe(uri);
  });

  it('is the configured one where there is one', () => {
    expect(imageUri(aws('aws', 'eu-west-1'), { uri: 'registry.example/a:1' })).toBe('registry.example/a:1');
  });
});
