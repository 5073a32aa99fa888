// JSON Schema (2020-12, as OpenAPI 3.1 uses it) of a codec's shape.
import { anchored } from './check-scalar';
import type { AnyCodec } from './codec';
import type { FieldShape, ObjectShape, Shape } from './shape';

/** A JSON Schema document or a part of one. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

const children = (shape: Shape): readonly Shape[] => {
  switch (shape.kind) {
    case 'array':
      return [shape.items];
    case 'record':
      return [shape.keys, shape.values];
    case 'object':
      return Object.values(shape.fields).map((field) => field.shape);
    case 'tagged':
      return Object.values(shape.members);
    case 'union':
      return shape.members;
    case 'refined':
      return [shape.inner];
    default:
      return [];
  }
};

// The schema and the shape share keywords such as `minimum`; JSON leaves out what is undefined.
const constraintsOf = (shape: object, ...keywords: readonly string[]): JsonSchema =>
  Object.fromEntries(Object.entries(shape).filter(([key]) => keywords.includes(key)));

const numeric = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;

const fieldSchema = (field: FieldShape, refs: string): JsonSchema => ({
  ...reference(field.shape, refs),
  ...(field.presence === 'default' ? { default: field.default } : {}),
});

const objectSchema = ({ fields, open = false }: ObjectShape, refs: string): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, fieldSchema(field, refs)]),
  ),
  required: Object.entries(fields)
    .filter(([, field]) => field.presence === 'required')
    .map(([key]) => key),
  ...(open ? {} : { additionalProperties: false }),
});

const bare = (shape: Shape, refs: string): JsonSchema => {
  switch (shape.kind) {
    case 'text':
      return {
        type: 'string',
        ...(shape.pattern === undefined ? {} : { pattern: anchored(shape.pattern) }),
        ...constraintsOf(shape, 'minLength', 'maxLength', 'format'),
      };
    case 'number':
      return { type: shape.integer ? 'integer' : 'number', ...constraintsOf(shape, ...numeric) };
    case 'boolean':
      return { type: 'boolean' };
    case 'literals':
      return shape.values.length === 1 ? { const: shape.values[0] } : { enum: shape.values };
    case 'array':
      return {
        type: 'array',
        items: reference(shape.items, refs),
        ...constraintsOf(shape, 'minItems', 'maxItems', 'uniqueItems'),
      };
    case 'record':
      return {
        type: 'object',
        propertyNames: reference(shape.keys, refs),
        additionalProperties: reference(shape.values, refs),
        ...constraintsOf(shape, 'maxProperties'),
      };
    case 'object':
      return objectSchema(shape, refs);
    case 'tagged':
      return { oneOf: Object.values(shape.members).map((branch) => reference(branch, refs)) };
    case 'union':
      return { anyOf: shape.members.map((branch) => reference(branch, refs)) };
    case 'refined':
      return reference(shape.inner, refs);
  }
};

/** The schema of a shape, its named parts referred to below `refs`. */
const schemaOf = (shape: Shape, refs: string): JsonSchema => ({
  ...bare(shape, refs),
  ...(shape.name === undefined ? {} : { title: shape.name }),
  ...(shape.description === undefined ? {} : { description: shape.description }),
});

const reference = (shape: Shape, refs: string): JsonSchema =>
  shape.name === undefined ? schemaOf(shape, refs) : { $ref: `${refs}${shape.name}` };

const namedParts = (shape: Shape): readonly (readonly [string, Shape])[] =>
  children(shape).flatMap((part) => [
    ...(part.name === undefined ? [] : [[part.name, part] as const]),
    ...namedParts(part),
  ]);

const openApiRefs = '#/components/schemas/';
const ownRefs = '#/$defs/';

/**
 * A codec's JSON Schema as a separate document, named parts under `$defs`. Names must be unique within it.
 *
 * @example
 * jsonSchema(integer({ minimum: 1 }));
 * // { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'integer', minimum: 1 }
 */
export const jsonSchema = ({ shape }: AnyCodec): JsonSchema => {
  const definitions = namedParts(shape).map(([name, part]) => [name, schemaOf(part, ownRefs)] as const);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...schemaOf(shape, ownRefs),
    ...(definitions.length === 0 ? {} : { $defs: Object.fromEntries(definitions) }),
  };
};

/** A codec's schema inside an OpenAPI 3.1 document: a reference where the codec has a name. */
export const openApiSchema = ({ shape }: AnyCodec): JsonSchema => reference(shape, openApiRefs);

/** The named codecs, and the named parts of all, for `components.schemas` of an OpenAPI 3.1 document. */
export const openApiComponents = (codecs: readonly AnyCodec[]): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(
    codecs
      .flatMap(({ shape }) => [
        ...(shape.name === undefined ? [] : [[shape.name, shape] as const]),
        ...namedParts(shape),
      ])
      .map(([name, part]) => [name, schemaOf(part, openApiRefs)]),
  );
