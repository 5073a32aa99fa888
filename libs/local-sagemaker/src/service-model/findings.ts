// What the checks find, in AWS's words.

/** What is wrong with a value: a wrong JSON type ends the check, constraints are all collected. */
export interface Findings {
  readonly constraints: string[];
  readonly wrongTypes: string[];
}

export type Check = (value: unknown, path: string, findings: Findings) => void;

/** A value as Java prints it, since AWS's messages quote it that way. */
export const quoted = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(quoted).join(', ')}]`;
  if (value instanceof Uint8Array)
    return `java.nio.HeapByteBuffer[pos=0 lim=${value.length} cap=${value.length}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([name, inner]) => `${name}=${quoted(inner)}`)
      .join(', ')}}`;
  return String(value);
};

export const fault = (value: unknown, path: string, rule: string): string =>
  `Value ${value === null ? 'null' : `'${quoted(value)}'`} at '${path}' failed to satisfy constraint: ${rule}`;

/** Field names in AWS's messages start with a small letter. */
export const lowerCamel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
export const below = (path: string, step: string): string => (path === '' ? step : `${path}.${step}`);

const tokenOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'START_ARRAY';
  if (typeof value === 'object') return 'START_OBJECT';
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return typeof value === 'number' ? 'NUMBER_VALUE' : 'STRING_VALUE';
};
export const wrongType = (value: unknown, wanted: string): string =>
  `${tokenOf(value)} can not be converted to ${/^[AEIOU]/.test(wanted) ? 'an' : 'a'} ${wanted}`;
