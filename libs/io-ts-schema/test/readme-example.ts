// The example of README.md: readme.test.ts runs it and compares it with the text.
import * as E from 'fp-ts/Either';
import {
  array,
  decode,
  integer,
  jsonSchema,
  object,
  renderDecodeErrors,
  text,
  withDefault,
} from '../src/index';

const Fleet = object({
  instanceType: text({ pattern: 'ml\\..+', expectation: 'an instance type such as ml.m5.xlarge' }),
  instanceCount: withDefault(integer({ minimum: 1, maximum: 100, description: 'Number of nodes.' }), 1),
  subnets: withDefault(array(text({ pattern: 'subnet-[0-9a-f]+' })), []),
});

export const decoded = decode(Fleet)({ instanceType: 'ml.m5.xlarge' });
// right({ instanceType: 'ml.m5.xlarge', instanceCount: 1, subnets: [] })

export const sentences = E.mapLeft(renderDecodeErrors)(
  decode(Fleet)({ instance_type: 'ml.m5.xlarge', instanceCount: 0 }),
);
// left:
// $.instance_type is "ml.m5.xlarge"; expected one of the keys instanceType, instanceCount, subnets; did you mean 'instanceType'?
// $.instanceType is missing; expected an instance type such as ml.m5.xlarge
// $.instanceCount is 0; expected an integer from 1 to 100

export const schema = jsonSchema(Fleet);
// { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', properties: { … }, … }
