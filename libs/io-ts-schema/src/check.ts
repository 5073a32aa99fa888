// Checks a value against a shape: every issue at once, defaults filled in.
import { checkScalar } from './check-scalar';
import { checkUnion } from './check-union';
import { expectationOf, oneOf, plural } from './expectation';
import { accepted, type Checked, type Issue, type Mode, noIssues, refused, together, under } from './issue';
import { at, isObject, type JsonObject, member } from './json-object';
import { nearMiss } from './near-miss';
import type {
  ArrayShape,
  FieldShape,
  ObjectShape,
  RecordShape,
  RefinedShape,
  Shape,
  TaggedShape,
  UnionShape,
} from './shape';

const checkArray = (shape: ArrayShape, value: unknown, mode: Mode): Checked => {
  if (!Array.isArray(value)) return refused(value, expectationOf(shape));
  const { minItems = 0, maxItems = Infinity } = shape;
  const items = value.map((item: unknown) => check(shape.items, item, mode));
  const size =
    value.length < minItems
      ? refused(value, `a list of at least ${plural(minItems, 'item')}`).issues
      : value.length > maxItems
        ? refused(value, `a list of at most ${plural(maxItems, 'item')}`).issues
        : noIssues;
  const repeated = shape.uniqueItems === true ? repeatedItems(value) : noIssues;
  return {
    value: items.map((item) => item.value),
    issues: together([size, ...items.map(({ issues }, index) => under(index, issues)), repeated]),
  };
};

const repeatedItems = (items: readonly unknown[]): readonly Issue[] => {
  const first = new Map<unknown, number>();
  return items.flatMap((item, index) => {
    const before = first.get(item);
    if (before === undefined) first.set(item, index);
    return before === undefined
      ? noIssues
      : under(index, refused(item, `each item once, and it is at ${before} already`).issues);
  });
};

const checkRecord = (shape: RecordShape, value: unknown, mode: Mode): Checked => {
  if (!isObject(value)) return refused(value, expectationOf(shape));
  const { maxProperties = Infinity } = shape;
  const entries = Object.entries(value).map(([key, entry]) => ({
    key,
    keyIssues: check(shape.keys, key, mode).issues.map((issue) => ({
      ...issue,
      expectation: `a key that is ${issue.expectation}`,
      value: key,
    })),
    checked: check(shape.values, entry, mode),
  }));
  const size =
    entries.length > maxProperties
      ? refused(value, `at most ${plural(maxProperties, 'key')}`).issues
      : noIssues;
  return {
    value: Object.fromEntries(entries.map(({ key, checked }) => [key, checked.value])),
    issues: together([
      size,
      ...entries.map(({ key, keyIssues, checked }) => under(key, together([keyIssues, checked.issues]))),
    ]),
  };
};

const checkField = (field: FieldShape, value: unknown, mode: Mode): Checked => {
  if (value !== undefined) return check(field.shape, value, mode);
  if (field.presence === 'optional') return accepted(undefined);
  if (field.presence === 'default' && mode === 'input') return check(field.shape, field.default, mode);
  return refused(undefined, expectationOf(field.shape));
};

const unknownKeys = (shape: ObjectShape, value: JsonObject, mode: Mode): readonly Issue[] => {
  if (shape.open === true && mode === 'input') return noIssues;
  const unknown = Object.keys(value).filter(
    (key) => !Object.hasOwn(shape.fields, key) && value[key] !== undefined,
  );
  if (unknown.length === 0) return noIssues;
  const known = Object.keys(shape.fields);
  return unknown.flatMap((key) =>
    under(key, refused(value[key], `one of the keys ${known.join(', ')}`, nearMiss(key, known)).issues),
  );
};

// Objects are most of what is decoded: no list of their members is made where nothing is wrong.
const checkObject = (shape: ObjectShape, value: unknown, mode: Mode): Checked => {
  if (!isObject(value)) return refused(value, expectationOf(shape));
  const members: Record<string, unknown> = {};
  let issues = unknownKeys(shape, value, mode);
  for (const [key, field] of Object.entries(shape.fields)) {
    const checked = checkField(field, member(value, key), mode);
    if (checked.value !== undefined) members[key] = checked.value;
    if (checked.issues.length > 0) issues = [...issues, ...under(key, checked.issues)];
  }
  return { value: members, issues };
};

const checkTagged = (shape: TaggedShape, value: unknown, mode: Mode): Checked => {
  if (!isObject(value)) return refused(value, expectationOf(shape));
  const tag = member(value, shape.tag);
  const branch =
    typeof tag === 'string' && Object.hasOwn(shape.members, tag) ? shape.members[tag] : undefined;
  if (branch !== undefined) return checkObject(branch, value, mode);
  const names = Object.keys(shape.members);
  const hint = typeof tag === 'string' ? nearMiss(tag, names) : undefined;
  return { value, issues: under(shape.tag, refused(tag, oneOf(names), hint).issues) };
};

const checkRefined = (shape: RefinedShape, value: unknown, mode: Mode): Checked => {
  const inner = check(shape.inner, value, mode);
  if (inner.issues.length > 0) return inner;
  const issues = shape.violations(inner.value).map(({ path, expectation }) => ({
    path,
    value: at(inner.value, path),
    expectation,
  }));
  return { value: inner.value, issues };
};

// What takes a value as it is comes before what would drop or fill in members.
const checkAlternatives = (shape: UnionShape, value: unknown, mode: Mode): Checked => {
  for (const alternative of shape.members) {
    const checked = check(alternative, value, 'decoded');
    if (checked.issues.length === 0) return checked;
  }
  return checkUnion(
    shape,
    shape.members.map((alternative) => check(alternative, value, mode)),
    value,
  );
};

/** Checks a value against a shape. */
export const check = (shape: Shape, value: unknown, mode: Mode): Checked => {
  switch (shape.kind) {
    case 'text':
    case 'number':
    case 'boolean':
    case 'literals':
      return checkScalar(shape, value);
    case 'array':
      return checkArray(shape, value, mode);
    case 'record':
      return checkRecord(shape, value, mode);
    case 'object':
      return checkObject(shape, value, mode);
    case 'tagged':
      return checkTagged(shape, value, mode);
    case 'union':
      return checkAlternatives(shape, value, mode);
    case 'refined':
      return checkRefined(shape, value, mode);
  }
};
