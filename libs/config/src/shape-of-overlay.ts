// The shape of an overlay: any part of the shape that it changes.
import type { FieldShape, ObjectShape, Shape, TaggedShape } from '@credit-risk/io-ts-schema';

type Fields = ObjectShape['fields'];

const optionalField = ({ shape }: FieldShape): FieldShape => ({
  presence: 'optional',
  shape: partially(shape),
});

const partialFields = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, optionalField(field)]));

const without = (fields: Fields, left: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => key !== left));

// The tag may be left out, since the base has it; if it is given, it decides which members are allowed.
const partialTagged = ({ tag, members, ...annotations }: TaggedShape): Shape => {
  const entries = Object.entries(members);
  const partial = entries.map(([name, { fields }]) => {
    const free = partialFields(without(fields, tag));
    const tagField: FieldShape = { presence: 'required', shape: { kind: 'literals', values: [name] } };
    return { name, free, tagged: { [tag]: tagField, ...free } };
  });
  return {
    ...annotations,
    kind: 'union',
    members: [
      {
        kind: 'tagged',
        tag,
        members: Object.fromEntries(
          partial.map(({ name, tagged }) => [name, { kind: 'object', fields: tagged }]),
        ),
      },
      ...partial.map(({ free }) => ({ kind: 'object' as const, fields: free })),
    ],
  };
};

/** The shape of a part: every member of every object may be left out. Lists are replaced whole and stay whole. */
export const partially = (shape: Shape): Shape => {
  switch (shape.kind) {
    case 'object':
      return { kind: 'object', fields: partialFields(shape.fields) };
    case 'tagged':
      return partialTagged(shape);
    case 'union':
      return { ...shape, members: shape.members.map(partially) };
    case 'refined':
      return shape.inner.kind === 'object' ? partially(shape.inner) : shape;
    default:
      return shape;
  }
};
