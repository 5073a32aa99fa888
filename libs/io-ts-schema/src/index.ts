export { type AnyCodec, type Codec, codecOf, decode, inspect, type Inspection } from './codec';
export { type DecodeError, renderDecodeError, renderDecodeErrors } from './decode-error';
export { boolean, calendarDate, integer, literals, number, text } from './scalars';
export {
  array,
  type Defaulted,
  distinct,
  type Fields,
  object,
  type ObjectOf,
  optional,
  type Optional,
  record,
  withDefault,
} from './collections';
export { annotated, branded, nullable, refined, taggedUnion, union } from './unions';
export type {
  Annotations,
  ArrayConstraints,
  FieldShape,
  Literal,
  NumberConstraints,
  ObjectConstraints,
  ObjectShape,
  RecordConstraints,
  Shape,
  TaggedShape,
  TextConstraints,
  Violation,
} from './shape';
export { jsonPath, type Path } from './json-path';
export { nearMiss } from './near-miss';
export { jsonSchema, type JsonSchema, openApiComponents, openApiSchema } from './json-schema';
export { at, isObject, type JsonObject } from './json-object';
