import { inOrder, readLibraries } from '../src/library';
import { root } from '../src/workspace';

const all = readLibraries(root);
const position = (name: string): number => all.findIndex((library) => library.name === name);

describe('the libraries', () => {
  it('come after those that they need', () => {
    for (const { name, manifest } of all)
      for (const needed of Object.keys(manifest.dependencies).filter((other) => position(other) >= 0))
        expect(position(needed)).toBeLessThan(position(name));
  });

  it('for one chosen library are those that it needs and itself', () => {
    const config = all.filter(({ name }) => name === '@credit-risk/config');
    expect(inOrder(all, config).map(({ name }) => name)).toEqual([
      '@credit-risk/io-ts-schema',
      '@credit-risk/config',
    ]);
  });
});
