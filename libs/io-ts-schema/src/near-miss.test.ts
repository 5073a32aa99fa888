import { nearMiss } from './index';

const keys = ['instanceType', 'instanceCount', 'roleArn', 'repository', 'seed'];

describe('the near miss of a word', () => {
  it.each([
    ['instancetype', 'instanceType'],
    ['instance_type', 'instanceType'],
    ['instance-cuont', 'instanceCount'],
    ['roleARN', 'roleArn'],
    ['repo', 'repository'],
    ['sed', 'seed'],
  ])('of %s is %s', (found, expected) => {
    expect(nearMiss(found, keys)).toBe(expected);
  });

  it.each(['volume', 'x', '', 'se'])('is nothing where no word is close to %j', (found) => {
    expect(nearMiss(found, keys)).toBeUndefined();
  });
});
