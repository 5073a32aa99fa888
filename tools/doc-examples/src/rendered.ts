// A value as the examples write it down, and whether it is what an example says.
import { inspect } from 'node:util';

const plain = (value: unknown): string =>
  inspect(value, { depth: null, breakLength: Infinity, maxArrayLength: null, maxStringLength: null });

const hasTag = (value: object): value is { readonly _tag: unknown } => '_tag' in value;

const taggedBy = (value: object): string | null => {
  if (!hasTag(value)) return null;
  if (value._tag === 'Right' && 'right' in value) return `right(${render(value.right)})`;
  if (value._tag === 'Left' && 'left' in value) return `left(${render(value.left)})`;
  if (value._tag === 'Some' && 'value' in value) return `some(${render(value.value)})`;
  return value._tag === 'None' ? 'none' : null;
};

const isPlain = (value: object): boolean => [Object.prototype, null].includes(Object.getPrototypeOf(value));

const key = (name: string): string => (/^[\w$]+$/.test(name) ? name : plain(name));

/** In one line; `Either` and `Option` by the names of their constructors. */
export const render = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return plain(value);
  if (Array.isArray(value)) return `[${value.map(render).join(', ')}]`;
  const tagged = taggedBy(value);
  if (tagged !== null) return tagged;
  if (!isPlain(value)) return plain(value);
  const fields = Object.entries(value).map(([name, field]) => `${key(name)}: ${render(field)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** An ellipsis stands for whatever is left out. */
export const isAsClaimed = (rendered: string, claim: string): boolean =>
  new RegExp(`^${claim.split('…').map(escaped).join('.*')}$`, 's').test(rendered);
