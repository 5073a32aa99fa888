import * as E from 'fp-ts/Either';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decoded, schema, sentences } from './readme-example';

const read = (name: string): string => readFileSync(join(__dirname, name), 'utf8');
// As a user of the package writes it: without the first line's comment, imported by the package's name.
const exampleCode = (): string =>
  read('readme-example.ts')
    .split('\n')
    .slice(1)
    .join('\n')
    .replace('../src/index', '@credit-risk/io-ts-schema');

describe('the example of the README', () => {
  it('stands in the README as it is run here', () => {
    expect(read('../README.md')).toContain(exampleCode());
  });

  it('yields what it says', () => {
    expect(decoded).toEqual(E.right({ instanceType: 'ml.m5.xlarge', instanceCount: 1, subnets: [] }));
    const said = exampleCode()
      .split('\n')
      .filter((line) => line.startsWith('// $.'))
      .map((line) => line.slice('// '.length));
    expect(sentences).toEqual(E.left(said.join('\n')));
    expect(schema).toMatchObject({ type: 'object', required: ['instanceType'] });
  });
});
