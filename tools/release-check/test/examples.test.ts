import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { examplesIn, forNativeModules, packagesOf } from '../src/examples';
import { exercises } from '../src/exercises';
import { root } from '../src/workspace';

const readme = [
  '# x',
  '```sh',
  'npm i',
  '```',
  '```ts',
  "import 'a/b';",
  '```',
  '```ts',
  "import '@c/d/e';",
  '```',
  '',
];

describe('the examples of a README', () => {
  it('are its blocks of TypeScript, in their order', () => {
    const examples = examplesIn('@credit-risk/x', readme.join('\n'));
    expect(examples.map(({ file }) => file)).toEqual(['x-1', 'x-2']);
    expect(examples.flatMap(packagesOf)).toEqual(['a', '@c/d']);
  });

  it("name fp-ts's files if Node's own modules need a file", () => {
    expect(forNativeModules("from 'fp-ts/Either'; from 'io-ts';")).toBe(
      "from 'fp-ts/lib/Either.js'; from 'io-ts';",
    );
  });

  it('exist for every library, and every exercise belongs to one', () => {
    const examples = readdirSync(join(root, 'libs')).map((name) =>
      examplesIn(`@credit-risk/${name}`, readFileSync(join(root, 'libs', name, 'README.md'), 'utf8')),
    );
    expect(examples.filter(({ length }) => length === 0)).toEqual([]);
    expect(examples.flat().map(({ file }) => file)).toEqual(expect.arrayContaining(Object.keys(exercises)));
  });
});
