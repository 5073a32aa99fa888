// Looking into JSON values of unknown shape.
import type { Path } from './json-path';

export type JsonObject = Readonly<Record<string, unknown>>;

/** What JSON calls an object: not an array, not null. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object's own member; `undefined` where there is none. */
export const member = (object: JsonObject, key: string): unknown =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** The value at a path; `undefined` where there is none. */
export const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((found, key) => {
    if (Array.isArray(found) && typeof key === 'number') return found[key];
    return isObject(found) ? member(found, String(key)) : undefined;
  }, value);
