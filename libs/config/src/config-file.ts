// The file as people write it: the configuration, and what only serves to write it down.
import {
  type Codec,
  codecOf,
  type FieldShape,
  type JsonObject,
  type ObjectShape,
  optional,
  object,
  type Shape,
  text,
} from '@credit-risk/io-ts-schema';
import { RoleArn } from './aws/aws';
import { EnvironmentName, PipelineConfig } from './pipeline-config';
import { partially } from './shape-of-overlay';

type Fields = ObjectShape['fields'];

const fieldsOf = (shape: Shape): Fields => (shape.kind === 'object' ? shape.fields : {});

export const configFields = fieldsOf(PipelineConfig.shape);
const roleField: FieldShape = {
  presence: 'optional',
  shape: { ...RoleArn.shape, name: 'RoleArn' },
};
const fixed = ['version', 'environment'];
const overlaid = Object.fromEntries(Object.entries(configFields).filter(([key]) => !fixed.includes(key)));

/** What an environment may change. */
const overlayShape: Shape = {
  ...partially({ kind: 'object', fields: { ...overlaid, roleArn: roleField } }),
  name: 'Overlay',
  description: 'What differs in one environment.',
};

export const ownFields: Fields = {
  ...fieldsOf(object({ $schema: optional(text({ description: 'The JSON Schema of this file.' })) }).shape),
  roleArn: roleField,
  environments: {
    presence: 'optional',
    shape: {
      kind: 'record',
      keys: EnvironmentName.shape,
      values: overlayShape,
      description: 'What differs, by environment.',
    },
  },
};

/** The file's members that are not part of the configuration itself. */
export const ownKeys: readonly string[] = Object.keys(ownFields);

/** The codec of a file whose overlay and derived defaults are applied already. */
export const ConfigFile: Codec<JsonObject> = codecOf({
  kind: 'object',
  fields: { ...ownFields, ...configFields },
});
