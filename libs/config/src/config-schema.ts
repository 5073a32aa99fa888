// The JSON Schema of the file, so that editors complete it and check it while it is written.
import {
  codecOf,
  type FieldShape,
  jsonSchema,
  type JsonSchema,
  type ObjectShape,
  type Shape,
} from '@credit-risk/io-ts-schema';
import { configFields, ownFields } from './config-file';
import { partially } from './shape-of-overlay';

type Fields = ObjectShape['fields'];

// Filled in from other members before the codec sees the file.
const derived = ['roleArn', 'endpointName'];

const needsNothing = (shape: Shape): boolean =>
  shape.kind === 'refined'
    ? needsNothing(shape.inner)
    : shape.kind === 'object' && Object.values(shape.fields).every(({ presence }) => presence !== 'required');

const asWritten = (key: string, field: FieldShape): FieldShape => {
  const shape = writtenShape(field.shape);
  const isRequired = field.presence === 'required' && !derived.includes(key) && !needsNothing(shape);
  if (field.presence === 'default') return { ...field, shape };
  return { presence: isRequired ? 'required' : 'optional', shape };
};

const writtenFields = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, asWritten(key, field)]));

// Lists are written as they are read: only objects hold what is derived.
const writtenShape = (shape: Shape): Shape => {
  if (shape.kind === 'object') return { ...shape, fields: writtenFields(shape.fields) };
  return shape.kind === 'refined' ? { ...shape, inner: writtenShape(shape.inner) } : shape;
};

const { environments, ...single } = ownFields;
const required = (field: FieldShape | undefined): FieldShape[] =>
  field === undefined ? [] : [{ presence: 'required', shape: field.shape }];
const named = (key: string, fields: readonly FieldShape[]): Fields =>
  Object.fromEntries(fields.map((field) => [key, field]));

const written = writtenFields(configFields);
const partial = partially({ kind: 'object', fields: written });

const oneEnvironment: Shape = {
  kind: 'object',
  name: 'OneEnvironment',
  description: 'A file for one environment: complete.',
  fields: { ...written, ...single },
};

const severalEnvironments: Shape = {
  kind: 'object',
  name: 'SeveralEnvironments',
  description: 'A file for several environments: what the base leaves out, each environment adds.',
  fields: {
    ...(partial.kind === 'object' ? partial.fields : {}),
    ...single,
    ...named('version', required(written['version'])),
    ...named('environments', required(environments)),
  },
};

/** JSON Schema (2020-12) of `config.json`, in the current version. */
export const configJsonSchema: JsonSchema = jsonSchema(
  codecOf<unknown>({
    kind: 'union',
    name: 'Configuration of a credit-risk pipeline',
    members: [oneEnvironment, severalEnvironments],
  }),
);
