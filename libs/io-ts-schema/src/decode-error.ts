// One thing that is wrong with an input, and the sentence that says so.

/** Where, what was found, what was expected, and the likely intention of a misspelt key or word. */
export interface DecodeError {
  /** JSON path from the root: `$.stages.training.seed`, `$.variants[0].name`. */
  readonly path: string;
  /** The value found there; `undefined` where it is missing. */
  readonly value: unknown;
  /** What was expected there, as a phrase: `an integer from 1 to 100`. */
  readonly expectation: string;
  /** The known key or word that is closest to the one found. */
  readonly nearMiss?: string;
}

const longestValue = 80;
const deepestValue = 3;

// Cut by depth first, so that no value, however deep, cyclic or foreign to JSON, defeats its own error text.
const cut = (value: unknown, depth: number): unknown => {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function')
    return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '…';
  return Array.isArray(value)
    ? value.slice(0, longestValue).map((item) => cut(item, depth - 1))
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cut(item, depth - 1)]));
};

const showValue = (value: unknown): string => {
  const text = JSON.stringify(cut(value, deepestValue)) ?? String(value);
  const characters = Array.from(text);
  return characters.length <= longestValue ? text : `${characters.slice(0, longestValue - 1).join('')}…`;
};

/**
 * One error as a sentence.
 *
 * @example
 * renderDecodeError({ path: '$.seed', value: 'x', expectation: 'an integer' });
 * // '$.seed is "x"; expected an integer'
 */
export const renderDecodeError = ({ path, value, expectation, nearMiss }: DecodeError): string => {
  const found = value === undefined ? 'is missing' : `is ${showValue(value)}`;
  const hint = nearMiss === undefined ? '' : `; did you mean '${nearMiss}'?`;
  return `${path} ${found}; expected ${expectation}${hint}`;
};

/** All errors, one sentence a line. */
export const renderDecodeErrors = (errors: readonly DecodeError[]): string =>
  errors.map(renderDecodeError).join('\n');
