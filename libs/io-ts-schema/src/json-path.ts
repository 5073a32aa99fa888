// Paths into a JSON value, as people and tools write them.

export type Path = readonly (string | number)[];

const identifier = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

const step = (key: string | number): string => {
  if (typeof key === 'number') return `[${key}]`;
  return identifier.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
};

/**
 * A path from the root, as text.
 *
 * @example
 * jsonPath(['variants', 0, 'name']); // '$.variants[0].name'
 */
export const jsonPath = (path: Path): string => `$${path.map(step).join('')}`;
