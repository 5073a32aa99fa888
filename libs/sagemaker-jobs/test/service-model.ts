// Checks a request by the constraints of SageMaker's service model, as the local stand-in's extract has them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Reference {
  readonly shape: string;
}

interface ServiceShape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, Reference>>;
  readonly member?: Reference;
  readonly key?: Reference;
  readonly value?: Reference;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

interface ServiceModel {
  readonly operations: Readonly<Record<string, { readonly input: string }>>;
  readonly shapes: Readonly<Record<string, ServiceShape>>;
}

const model: ServiceModel = JSON.parse(
  readFileSync(join(__dirname, '../../local-sagemaker/service-model/sagemaker.json'), 'utf8'),
);

const shapeOf = (name: string): ServiceShape => {
  const shape = model.shapes[name];
  if (shape === undefined) throw new Error(`The service model has no shape ${name}`);
  return shape;
};

/** The values of an enumeration of the service. */
export const enumOf = (name: string): readonly string[] => shapeOf(name).enum ?? [];

const sized = ({ min, max }: ServiceShape, size: number, path: string): readonly string[] =>
  size < (min ?? -Infinity) || size > (max ?? Infinity)
    ? [`${path}: ${size} is not within ${min ?? ''}..${max ?? ''}`]
    : [];

const ofText = (shape: ServiceShape, value: string, path: string): readonly string[] => [
  ...sized(shape, value.length, path),
  ...(shape.enum === undefined || shape.enum.includes(value)
    ? []
    : [`${path}: ${value} is not in the enumeration`]),
  ...(shape.pattern === undefined || new RegExp(`^(?:${shape.pattern})$`, 'u').test(value)
    ? []
    : [`${path}: ${value} does not match ${shape.pattern}`]),
];

const ofStructure = (shape: ServiceShape, value: object, path: string): readonly string[] => [
  ...(shape.required ?? [])
    .filter((name) => !Object.entries(value).some(([key, item]) => key === name && item !== undefined))
    .map((name) => `${path}.${name}: is missing`),
  ...Object.entries(value).flatMap(([key, item]) => {
    const member = shape.members?.[key];
    return member === undefined
      ? [`${path}.${key}: is not known`]
      : broken(member.shape, item, `${path}.${key}`);
  }),
];

const ofMap = (
  { key, value: item, ...shape }: ServiceShape,
  value: object,
  path: string,
): readonly string[] => [
  ...sized(shape, Object.keys(value).length, path),
  ...Object.entries(value).flatMap(([name, entry]) => [
    ...broken(key?.shape ?? '', name, `${path}.${name}`),
    ...broken(item?.shape ?? '', entry, `${path}.${name}`),
  ]),
];

const ofList = (shape: ServiceShape, value: readonly unknown[], path: string): readonly string[] => [
  ...sized(shape, value.length, path),
  ...value.flatMap((item, index) => broken(shape.member?.shape ?? '', item, `${path}[${index}]`)),
];

const broken = (name: string, value: unknown, path: string): readonly string[] => {
  const shape = shapeOf(name);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (shape.type === 'structure' && isObject) return ofStructure(shape, value, path);
  if (shape.type === 'map' && isObject) return ofMap(shape, value, path);
  if (shape.type === 'list' && Array.isArray(value)) return ofList(shape, value, path);
  if (shape.type === 'string' && typeof value === 'string') return ofText(shape, value, path);
  if (shape.type === 'boolean' && typeof value === 'boolean') return [];
  if (['integer', 'long'].includes(shape.type) && Number.isInteger(value))
    return sized(shape, Number(value), path);
  if (shape.type === 'float' && typeof value === 'number') return sized(shape, value, path);
  return [`${path}: ${JSON.stringify(value)} is not a ${shape.type}`];
};

/** What a request breaks of the service model's constraints; nothing where the service would take it. */
export const violations = (operation: string, request: object): readonly string[] => {
  const input = model.operations[operation]?.input;
  return input === undefined ? [`${operation} is not in the service model`] : broken(input, request, '$');
};
