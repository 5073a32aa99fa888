import { checkSizes, renderSizes } from '../src/sizes';

const size = { library: '@credit-risk/x', entry: '@credit-risk/x/http', bytes: 1100, budget: 1200 };

describe('a size', () => {
  it('is in order within its budget', () => {
    expect(checkSizes([size])).toEqual([]);
  });

  it.each([1099, undefined])('is a finding when its budget is %s', (budget) => {
    expect(checkSizes([{ ...size, budget }])).toMatchObject([{ library: '@credit-risk/x', check: 'size' }]);
  });

  it('is shown beside its budget', () => {
    expect(renderSizes([size])).toMatch(/@credit-risk\/x\/http +1.1 kB +1.2 kB/);
  });
});
