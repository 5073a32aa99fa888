// The text of a configuration file.
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { decodeConfig, parseConfig, renderConfigErrors } from './index';
import { jsonFault } from './json-text';
import { minimal } from './minimal.fixtures';

const said = (text: string): string => {
  const result = parseConfig(text);
  return E.isLeft(result) ? renderConfigErrors(result.left) : '';
};

const isJson = (text: string): boolean => E.isRight(E.tryCatch(() => JSON.parse(text), String));

describe('the text of a configuration', () => {
  it('decodes like its JSON, with or without a byte order mark', () => {
    const text = JSON.stringify(minimal);
    expect(parseConfig(text)).toEqual(decodeConfig(minimal));
    expect(parseConfig(`\uFEFF${text}`, 'local')).toEqual(decodeConfig(minimal));
  });

  it.each([
    ['{"version": 1,}', 'line 1, column 15: expected a key, found "}"'],
    ['{\n  "a": 1\n  "b": 2\n}', 'line 3, column 3: expected "," or "}", found "\\""'],
    ['{\r\n  a: 1\r\n}', 'line 2, column 3: expected a key or "}", found "a"'],
    ['[1, 2', 'line 1, column 6: expected "," or "]", the text ends'],
    ['', 'line 1, column 1: expected a value, the text ends'],
    ['{"a": 01}', 'line 1, column 7: expected a value, found "0"'],
    ['{} // done', 'line 1, column 4: expected the end, found "/"'],
    ['{"a": \'b\'}', `line 1, column 7: expected a value, found "'"`],
    ['{"a" 1}', 'line 1, column 6: expected ":", found "1"'],
    ['project: x', 'line 1, column 1: expected a value, found "p"'],
  ])('that is %j is not JSON: the error gives the place', (text, place) => {
    expect(said(text)).toBe(`The configuration is not JSON, ${place}`);
  });
});

// The texts are short: many of them take no time.
const runs = 10 * (fc.readConfigureGlobal().numRuns ?? 100);

describe('the place of a fault', () => {
  it('is found behind any depth', () => {
    expect(jsonFault('['.repeat(50_000))).toEqual({ offset: 50_000, expected: 'a value or "]"' });
  });

  const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value, null, 1));
  const damaged = fc
    .tuple(
      json,
      fc.nat(),
      fc.constantFrom('', ',', '"', '}', ']', '{', ':', '0', '-', '.', 'e', '\\', '\n', '\t', ' ', 'null'),
    )
    .map(([text, at, put]) => {
      const offset = at % (text.length + 1);
      return `${text.slice(0, offset)}${put}${text.slice(offset + 1)}`;
    });

  it('is found exactly if the engine refuses the text', () => {
    const verdicts = { json: 0, none: 0 };
    fc.assert(
      fc.property(damaged, (text) => {
        verdicts[isJson(text) ? 'json' : 'none'] += 1;
        expect(jsonFault(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: runs },
    );
    expect(Math.min(verdicts.json, verdicts.none)).toBeGreaterThan(runs / 20);
  });
});
