import * as fc from 'fast-check';
import { renderDecodeError } from './index';

const sentence = (value: unknown): string => renderDecodeError({ path: '$.a', value, expectation: 'b' });

describe('the sentence of an error', () => {
  it('shows values as JSON', () => {
    expect(sentence({ a: [1, null, 'x'] })).toBe('$.a is {"a":[1,null,"x"]}; expected b');
  });

  it('says that what is undefined is missing', () => {
    expect(sentence(undefined)).toBe('$.a is missing; expected b');
  });

  it('shortens long values', () => {
    expect(sentence('x'.repeat(500))).toBe(`$.a is "${'x'.repeat(78)}…; expected b`);
  });

  it('cuts deep values, so that no nesting defeats it', () => {
    const deep = Array.from({ length: 50_000 }).reduce<unknown>((inner) => [inner], 1);
    expect(sentence(deep)).toBe('$.a is [[["…"]]]; expected b');
  });

  it('shows values that JSON does not have', () => {
    expect([sentence(10n), sentence(NaN), sentence(Symbol('s'))]).toEqual([
      '$.a is "10"; expected b',
      '$.a is "NaN"; expected b',
      '$.a is "Symbol(s)"; expected b',
    ]);
  });

  it('is one line of bounded length for any value', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true }), (value) => {
        const text = sentence(value);
        expect(text).not.toContain('\n');
        expect(Array.from(text).length).toBeLessThan(120);
      }),
    );
  });
});
