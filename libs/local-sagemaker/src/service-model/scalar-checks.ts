// Checks of strings, numbers, booleans and bytes.
import { fault, wrongType, type Check } from './findings';
import { wholeMatch } from './patterns';
import type { Shape } from './shapes';

interface Limit {
  readonly rule: string;
  readonly holds: (size: number) => boolean;
}
/** The size rules of a shape, in AWS's words. */
export const limits = (shape: Shape, measured: 'length' | 'value'): readonly Limit[] => {
  const { min, max } = shape;
  return [
    ...(max === undefined
      ? []
      : [
          {
            rule: `Member must have ${measured} less than or equal to ${max}`,
            holds: (n: number) => n <= max,
          },
        ]),
    ...(min === undefined
      ? []
      : [
          {
            rule: `Member must have ${measured} greater than or equal to ${min}`,
            holds: (n: number) => n >= min,
          },
        ]),
  ];
};

/** Which rules a text breaks. */
export const stringRules = (shape: Shape): ((text: string) => readonly string[]) => {
  const sizes = limits(shape, 'length');
  const values = shape.enum === undefined ? undefined : new Set(shape.enum);
  const pattern = shape.pattern === undefined ? undefined : wholeMatch(shape.pattern);
  return (text) => {
    const broken: string[] = [];
    for (const size of sizes) if (!size.holds(text.length)) broken.push(size.rule);
    if (pattern !== undefined && !pattern.test(text))
      broken.push(`Member must satisfy regular expression pattern: ${shape.pattern ?? ''}`);
    if (values !== undefined && !values.has(text))
      broken.push(`Member must satisfy enum value set: [${[...values].join(', ')}]`);
    return broken;
  };
};

export const stringCheck = (shape: Shape): Check => {
  const rules = stringRules(shape);
  return (value, path, findings) => {
    if (typeof value !== 'string') findings.wrongTypes.push(wrongType(value, 'String'));
    else for (const rule of rules(value)) findings.constraints.push(fault(value, path, rule));
  };
};

export const numberCheck = (shape: Shape): Check => {
  const whole = shape.type === 'integer' || shape.type === 'long';
  const ranges = limits(shape, 'value');
  const wanted = shape.type.charAt(0).toUpperCase() + shape.type.slice(1);
  return (value, path, findings) => {
    if (typeof value !== 'number' || (whole && !Number.isInteger(value)))
      findings.wrongTypes.push(wrongType(value, wanted));
    else
      for (const range of ranges)
        if (!range.holds(value)) findings.constraints.push(fault(value, path, range.rule));
  };
};

export const booleanCheck: Check = (value, _path, findings) => {
  if (typeof value !== 'boolean') findings.wrongTypes.push(wrongType(value, 'Boolean'));
};

export const blobCheck = (shape: Shape): Check => {
  const sizes = limits(shape, 'length');
  return (value, path, findings) => {
    if (!(value instanceof Uint8Array)) findings.wrongTypes.push(wrongType(value, 'Blob'));
    else
      for (const size of sizes)
        if (!size.holds(value.length)) findings.constraints.push(fault(value, path, size.rule));
  };
};
