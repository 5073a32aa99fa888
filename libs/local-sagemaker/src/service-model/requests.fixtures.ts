// Arbitrary requests that keep to the service model, made from it, and ways to break them.
import * as fc from 'fast-check';
import { lowerCamel } from './findings';
import { wholeMatch } from './patterns';
import { modelOf, type OperationName, type ServiceModel, type Shape } from './shapes';

const isWithin = ({ min, max }: Shape, size: number): boolean =>
  size >= (min ?? 0) && size <= (max ?? Infinity);

/** A value, or undefined where luck did not produce one that fits; such a member is then left out. */
type Lucky = fc.Arbitrary<unknown>;

const stringOf = (shape: Shape): Lucky => {
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
  if (shape.pattern === undefined)
    return fc.string({
      minLength: shape.min ?? 0,
      maxLength: Math.min(shape.max ?? 8, (shape.min ?? 0) + 8),
    });
  if (shape.pattern.includes(':role')) return fc.constant('arn:aws:iam::123456789012:role/SageMaker');
  const pattern = wholeMatch(shape.pattern);
  const candidate = /\\p|\(\?|\\A|\\u/.test(shape.pattern)
    ? fc.string({ maxLength: 8 })
    : fc.stringMatching(pattern);
  const fits = (text: string): boolean => isWithin(shape, text.length) && pattern.test(text);
  return candidate.map((text) => [text, 'a'].find(fits));
};

const listOf = (model: ServiceModel, shape: Shape): Lucky =>
  fc
    .array(valueOf(model, shape.member?.shape ?? ''), {
      minLength: shape.min ?? 0,
      maxLength: Math.max(shape.min ?? 0, Math.min(shape.max ?? 3, 3)),
    })
    .map((items) => (items.includes(undefined) ? undefined : items));

const mapOf = (model: ServiceModel, shape: Shape): Lucky =>
  fc
    .tuple(valueOf(model, shape.key?.shape ?? ''), valueOf(model, shape.value?.shape ?? ''))
    .map(([key, value]) => (key === undefined || value === undefined ? undefined : { [String(key)]: value }));

const structureOf = (model: ServiceModel, shape: Shape): Lucky => {
  const required = new Set(shape.required);
  const members = Object.entries(shape.members ?? {}).map(([name, member]) =>
    (required.has(name)
      ? valueOf(model, member.shape)
      : fc.option(valueOf(model, member.shape), { nil: undefined, freq: 2 })
    ).map((value) => [name, value] as const),
  );
  return fc.tuple(...members).map((entries) => {
    const isIncomplete = entries.some(([name, value]) => required.has(name) && value === undefined);
    return isIncomplete ? undefined : Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  });
};

const valueOf = (model: ServiceModel, name: string): Lucky => {
  const shape = model.shapes[name] ?? { type: 'structure' };
  const bounds = { min: shape.min ?? 0, max: Math.min(shape.max ?? 1_000, 2 ** 31 - 1) };
  switch (shape.type) {
    case 'structure':
      return structureOf(model, shape);
    case 'list':
      return listOf(model, shape);
    case 'map':
      return mapOf(model, shape);
    case 'string':
      return stringOf(shape);
    case 'boolean':
      return fc.boolean();
    case 'blob':
      return fc.uint8Array({ maxLength: 8 });
    case 'timestamp':
      return fc.integer({ min: 0, max: 2_000_000_000 });
    case 'float':
    case 'double':
      return fc.double({ ...bounds, noNaN: true });
    default:
      return fc.integer(bounds);
  }
};

/** Requests for an operation that its model allows. */
export const requestsOf = (operation: OperationName): fc.Arbitrary<Readonly<Record<string, unknown>>> => {
  const model = modelOf(operation);
  const input = model?.operations[operation]?.input;
  if (model === undefined || input === undefined) return fc.constant({});
  return valueOf(model, input).filter((value) => value !== undefined) as fc.Arbitrary<
    Record<string, unknown>
  >;
};

/** One way to break a request, and what the error must then say. */
export interface Mutation {
  readonly member: string;
  readonly value: unknown;
  readonly says: RegExp;
}

/** Ways to break the top level of any request for an operation. */
export const mutationsOf = (operation: OperationName): readonly Mutation[] => {
  const model = modelOf(operation);
  const shape = model?.shapes[model.operations[operation]?.input ?? ''] ?? { type: 'structure' };
  return Object.entries(shape.members ?? {}).flatMap(([member, { shape: name }]): readonly Mutation[] => {
    const {
      type,
      min,
      max,
      pattern,
      enum: values,
      member: element,
    } = model?.shapes[name] ?? { type: 'structure' };
    const item = model?.shapes[element?.shape ?? '']?.type === 'string' ? 'a' : {};
    const must = (rule: string): RegExp =>
      new RegExp(`at '${lowerCamel(member)}' failed to satisfy constraint: Member must ${rule}`);
    return [
      ...(shape.required?.includes(member) ? [{ member, value: undefined, says: must('not be null') }] : []),
      ...(type === 'string' && max !== undefined && max < 10_000
        ? [{ member, value: 'a'.repeat(max + 1), says: must(`have length less than or equal to ${max}`) }]
        : []),
      ...(type === 'string' && min !== undefined && min > 0
        ? [{ member, value: '', says: must(`have length greater than or equal to ${min}`) }]
        : []),
      ...(values === undefined
        ? []
        : [{ member, value: 'no-such-value', says: must('satisfy enum value set') }]),
      ...(pattern?.startsWith('[a-zA-Z0-9](-*')
        ? [{ member, value: 'a_b', says: must('satisfy regular expression pattern') }]
        : []),
      ...(type === 'integer' && max !== undefined
        ? [{ member, value: max + 1, says: must(`have value less than or equal to ${max}`) }]
        : []),
      ...(type === 'list' && max !== undefined && max <= 100
        ? [
            {
              member,
              value: Array(max + 1).fill(item),
              says: must(`have length less than or equal to ${max}`),
            },
          ]
        : []),
      ...(type === 'blob'
        ? []
        : [
            {
              member,
              value: type === 'string' ? 1 : 'text',
              says: /can not be converted|Expected|Unexpected/,
            },
          ]),
    ];
  });
};
