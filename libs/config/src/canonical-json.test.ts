import * as fc from 'fast-check';
import { canonicalJson, jsonDigest } from './index';

describe('canonical JSON', () => {
  it('sorts keys at every depth, keeps lists in order and leaves out what is undefined', () => {
    expect(canonicalJson({ b: 1, a: [{ d: 2, c: 3 }, 0], e: undefined })).toBe(
      '{"a":[{"c":3,"d":2},0],"b":1}',
    );
    expect(canonicalJson(undefined)).toBe('null');
  });

  it('is the same for equal values, and says the same as they do', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('has a SHA-256 digest', () => {
    // printf '{"a":1}' | sha256sum
    expect(jsonDigest({ a: 1 })).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862');
  });
});
