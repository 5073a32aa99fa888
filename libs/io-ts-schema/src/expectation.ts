// What a shape accepts, as a phrase that completes "expected …".
import type { NumberShape, Shape, TextShape } from './shape';

/** `1 item`, `2 items`. */
export const plural = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

const lengthOf = ({ minLength, maxLength }: TextShape): string => {
  if (minLength !== undefined && maxLength !== undefined)
    return ` of ${minLength} to ${plural(maxLength, 'character')}`;
  if (minLength !== undefined) return ` of at least ${plural(minLength, 'character')}`;
  return maxLength === undefined ? '' : ` of at most ${plural(maxLength, 'character')}`;
};

const ofText = (shape: TextShape): string =>
  `text${lengthOf(shape)}${shape.pattern === undefined ? '' : ` matching ${shape.pattern}`}`;

const ofNumber = (shape: NumberShape): string => {
  const what = shape.integer ? 'an integer' : 'a number';
  if (shape.minimum !== undefined && shape.maximum !== undefined)
    return `${what} from ${shape.minimum} to ${shape.maximum}`;
  const bounds = [
    shape.minimum === undefined ? '' : `of at least ${shape.minimum}`,
    shape.exclusiveMinimum === undefined ? '' : `above ${shape.exclusiveMinimum}`,
    shape.maximum === undefined ? '' : `of at most ${shape.maximum}`,
    shape.exclusiveMaximum === undefined ? '' : `below ${shape.exclusiveMaximum}`,
  ].filter((bound) => bound !== '');
  return bounds.length === 0 ? what : `${what} ${bounds.join(' and ')}`;
};

/** `JSON`, `one of JSON, JSON`. */
export const oneOf = (values: readonly unknown[]): string => {
  const texts = values.map((value) => JSON.stringify(value));
  return texts.length === 1 ? texts.join('') : `one of ${texts.join(', ')}`;
};

const alternatives = (phrases: readonly string[]): string =>
  phrases.length <= 1
    ? phrases.join('')
    : `${phrases.slice(0, -1).join(', ')} or ${phrases.slice(-1).join('')}`;

/** The phrase for a shape: `an integer from 1 to 100`, `one of "duckdb", "spark"`. */
export const expectationOf = (shape: Shape): string => {
  if (shape.expectation !== undefined) return shape.expectation;
  switch (shape.kind) {
    case 'text':
      return ofText(shape);
    case 'number':
      return ofNumber(shape);
    case 'boolean':
      return 'true or false';
    case 'literals':
      return oneOf(shape.values);
    case 'array':
      return 'a list';
    case 'record':
    case 'object':
    case 'tagged':
      return 'an object';
    case 'union':
      return alternatives([...new Set(shape.members.map(expectationOf))]);
    case 'refined':
      return expectationOf(shape.inner);
  }
};
