// One text for one JSON value, whatever the order of its keys: what digests are made of.
import { createHash } from 'node:crypto';

const sortKeys = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/**
 * JSON with sorted keys and no white space. Members that are `undefined` are left out.
 *
 * @example
 * canonicalJson({ b: 1, a: [{ d: 2, c: 3 }] }); // '{"a":[{"c":3,"d":2}],"b":1}'
 */
export const canonicalJson = (value: unknown): string => JSON.stringify(value, sortKeys) ?? 'null';

/** SHA-256 of the canonical JSON, 64 lower-case hex digits. */
export const jsonDigest = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');
