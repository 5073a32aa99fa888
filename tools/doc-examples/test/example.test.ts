import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { examplesIn } from '../src/example';
import { libraries } from '../src/libraries';
import { moduleOf } from '../src/module';
import { piecesOf } from '../src/pieces';
import { root } from '../src/program';

const source = `
/**
 * Twice as much.
 *
 * @example
 * twice(2); // 4
 */
export const twice = (x: number) => 2 * x;

/** @example half(2) // 1 */
export function half(x: number) { return x / 2; }
`;

describe('the examples of a file', () => {
  it('are found with their lines', () => {
    expect(examplesIn('a.ts', source)).toEqual([
      { file: 'a.ts', line: 5, code: 'twice(2); // 4' },
      { file: 'a.ts', line: 10, code: 'half(2) // 1' },
    ]);
  });

  it('are found wherever a library has one', () => {
    const libs = join(root, 'libs');
    const texts = readdirSync(libs, { recursive: true, encoding: 'utf8' })
      .filter((file) => /^[\w-]+\/src\/.*\.ts$/.test(file))
      .map((file) => readFileSync(join(libs, file), 'utf8'));
    const tags = texts.flatMap((text) => [...text.matchAll(/\* @example/g)]);
    expect(libraries().flatMap(({ examples }) => examples)).toHaveLength(tags.length);
  });
});

describe('an example', () => {
  it('claims what the comments behind its expressions say, on their line or below', () => {
    expect(piecesOf("const a = [1];\na.map(String); // ['1']\nf(a);\n// 'long'\n// 'longer'\ng(a);")).toEqual(
      [
        { _tag: 'Code', code: 'const a = [1];' },
        { _tag: 'Claim', expression: 'a.map(String)', claim: "['1']" },
        { _tag: 'Claim', expression: 'f(a)', claim: "'long' 'longer'" },
        { _tag: 'Code', code: 'g(a);' },
      ],
    );
  });

  it('takes each name from the first source that has it', () => {
    const settings = { file: '/settings.ts', names: new Map([['x', true]]) };
    const library = {
      file: '/library.ts',
      names: new Map([
        ['f', true],
        ['x', true],
      ]),
    };
    const { text, canRun } = moduleOf('f(x); // 1', [settings, library]);
    expect(text).toContain("import { f } from '/library';\nimport { x } from '/settings';\n");
    expect(text).toContain('seenByExample.push({ claim: "1", value: await (f(x)) });');
    expect(canRun).toBe(true);
  });

  it('is held to a type by the compiler', () => {
    expect(moduleOf('f; // Codec<number>', []).text).toContain('(f) satisfies Codec<number>;');
  });

  it('does not run if it names what is only declared', () => {
    expect(moduleOf('f(store)', [{ file: '/s.ts', names: new Map([['store', false]]) }]).canRun).toBe(false);
  });
});
