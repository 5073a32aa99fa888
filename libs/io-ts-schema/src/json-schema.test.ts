import {
  array,
  calendarDate,
  integer,
  jsonSchema,
  literals,
  nullable,
  object,
  openApiComponents,
  openApiSchema,
  optional,
  record,
  taggedUnion,
  text,
  withDefault,
} from './index';

const Seed = integer({ name: 'Seed', minimum: 0, description: 'Makes runs repeatable.' });

describe('the JSON Schema of a codec', () => {
  it('says what a scalar may be', () => {
    expect(jsonSchema(integer({ minimum: 1 }))).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'integer',
      minimum: 1,
    });
    expect(jsonSchema(text({ pattern: 'a|b', maxLength: 3 }))).toMatchObject({
      type: 'string',
      pattern: '^(?:a|b)$',
      maxLength: 3,
    });
    expect(jsonSchema(calendarDate())).toMatchObject({ type: 'string', format: 'date' });
    expect(jsonSchema(literals(['a', 1]))).toMatchObject({ enum: ['a', 1] });
  });

  it('requires what has no default, shows defaults, and allows no other key', () => {
    const codec = object({ a: text(), b: optional(text()), c: withDefault(nullable(integer()), null) });
    expect(jsonSchema(codec)).toMatchObject({
      type: 'object',
      required: ['a'],
      additionalProperties: false,
      properties: {
        b: { type: 'string' },
        c: { anyOf: [{ type: 'integer' }, { const: null }], default: null },
      },
    });
  });

  it('refers to named parts', () => {
    expect(jsonSchema(object({ seeds: array(Seed) }, { name: 'Run' }))).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'Run',
      type: 'object',
      properties: { seeds: { type: 'array', items: { $ref: '#/$defs/Seed' } } },
      required: ['seeds'],
      additionalProperties: false,
      $defs: { Seed: { title: 'Seed', type: 'integer', minimum: 0, description: 'Makes runs repeatable.' } },
    });
  });

  it('distinguishes tagged alternatives by a constant', () => {
    expect(jsonSchema(taggedUnion('kind', { a: { x: text() }, b: {} }))).toMatchObject({
      oneOf: [
        { properties: { kind: { const: 'a' }, x: { type: 'string' } }, required: ['kind', 'x'] },
        { properties: { kind: { const: 'b' } }, required: ['kind'] },
      ],
    });
  });

  it('says what keys and values of a record may be', () => {
    expect(jsonSchema(record(text({ maxLength: 3 }), integer(), { maxProperties: 2 }))).toMatchObject({
      type: 'object',
      propertyNames: { maxLength: 3 },
      additionalProperties: { type: 'integer' },
      maxProperties: 2,
    });
  });
});

describe('the OpenAPI schema of a codec', () => {
  const Run = object({ seed: Seed }, { name: 'Run' });

  it('is a reference where the codec has a name', () => {
    expect(openApiSchema(Run)).toEqual({ $ref: '#/components/schemas/Run' });
    expect(openApiSchema(array(Run))).toEqual({
      type: 'array',
      items: { $ref: '#/components/schemas/Run' },
    });
  });

  it('has all named parts among its components', () => {
    const components = openApiComponents([array(Run)]);
    expect(Object.keys(components).sort()).toEqual(['Run', 'Seed']);
    expect(components['Run']).toMatchObject({ properties: { seed: { $ref: '#/components/schemas/Seed' } } });
  });
});
