// Checks a value against a shape: every issue at once, defaults filled in.
import { checkScalar } from './check-scalar';
import { expectationOf, oneOf, plural } from './expectation';
import { accepted, type Checked, type Issue, type Mode, refused } from './issue';
import { at, isObject, type JsonObject, member } from './json-object';
import type { Path } from './json-path';
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
import { checkUnion } from './check-union';

const checkArray = (shape: ArrayShape, value: unknown, path: Path, mode: Mode): Checked => {
  if (!Array.isArray(value)) return refused(value, path, expectationOf(shape));
  const { minItems = 0, maxItems = Infinity } = shape;
  const items = value.map((item: unknown, index) => check(shape.items, item, [...path, index], mode));
  const size =
    value.length < minItems
      ? refused(value, path, `a list of at least ${plural(minItems, 'item')}`).issues
      : value.length > maxItems
        ? refused(value, path, `a list of at most ${plural(maxItems, 'item')}`).issues
        : [];
  const repeated = shape.uniqueItems === true ? repeatedItems(value, path) : [];
  return {
    value: items.map((item) => item.value),
    issues: [...size, ...items.flatMap((item) => item.issues), ...repeated],
  };
};

const repeatedItems = (items: readonly unknown[], path: Path): readonly Issue[] => {
  const first = new Map<unknown, number>();
  return items.flatMap((item, index) => {
    const before = first.get(item);
    if (before === undefined) first.set(item, index);
    return before === undefined
      ? []
      : refused(item, [...path, index], `each item once, and it is at ${before} already`).issues;
  });
};

const checkRecord = (shape: RecordShape, value: unknown, path: Path, mode: Mode): Checked => {
  if (!isObject(value)) return refused(value, path, expectationOf(shape));
  const { maxProperties = Infinity } = shape;
  const entries = Object.entries(value).map(([key, entry]) => ({
    key,
    keyIssues: check(shape.keys, key, [...path, key], mode).issues.map((issue) => ({
      ...issue,
      expectation: `a key that is ${issue.expectation}`,
      value: key,
    })),
    checked: check(shape.values, entry, [...path, key], mode),
  }));
  const size =
    entries.length > maxProperties
      ? refused(value, path, `at most ${plural(maxProperties, 'key')}`).issues
      : [];
  return {
    value: Object.fromEntries(entries.map(({ key, checked }) => [key, checked.value])),
    issues: [...size, ...entries.flatMap(({ keyIssues, checked }) => [...keyIssues, ...checked.issues])],
  };
};

const checkField = (field: FieldShape, value: unknown, path: Path, mode: Mode): Checked => {
  if (value !== undefined) return check(field.shape, value, path, mode);
  if (field.presence === 'optional') return accepted(undefined);
  if (field.presence === 'default' && mode === 'input') return check(field.shape, field.default, path, mode);
  return refused(undefined, path, expectationOf(field.shape));
};

const unknownKeys = (shape: ObjectShape, value: JsonObject, path: Path, mode: Mode): Issue[] => {
  if (shape.open === true && mode === 'input') return [];
  const known = Object.keys(shape.fields);
  return Object.entries(value)
    .filter(([key, entry]) => entry !== undefined && !Object.hasOwn(shape.fields, key))
    .flatMap(
      ([key, entry]) =>
        refused(entry, [...path, key], `one of the keys ${known.join(', ')}`, nearMiss(key, known)).issues,
    );
};

const checkObject = (shape: ObjectShape, value: unknown, path: Path, mode: Mode): Checked => {
  if (!isObject(value)) return refused(value, path, expectationOf(shape));
  const fields = Object.entries(shape.fields).map(([key, field]) => ({
    key,
    checked: checkField(field, member(value, key), [...path, key], mode),
  }));
  return {
    value: Object.fromEntries(
      fields
        .filter(({ checked }) => checked.value !== undefined)
        .map(({ key, checked }) => [key, checked.value]),
    ),
    issues: [...unknownKeys(shape, value, path, mode), ...fields.flatMap(({ checked }) => checked.issues)],
  };
};

const checkTagged = (shape: TaggedShape, value: unknown, path: Path, mode: Mode): Checked => {
  if (!isObject(value)) return refused(value, path, expectationOf(shape));
  const tag = member(value, shape.tag);
  const branch =
    typeof tag === 'string' && Object.hasOwn(shape.members, tag) ? shape.members[tag] : undefined;
  if (branch !== undefined) return checkObject(branch, value, path, mode);
  const names = Object.keys(shape.members);
  const hint = typeof tag === 'string' ? nearMiss(tag, names) : undefined;
  return { value, issues: refused(tag, [...path, shape.tag], oneOf(names), hint).issues };
};

const checkRefined = (shape: RefinedShape, value: unknown, path: Path, mode: Mode): Checked => {
  const inner = check(shape.inner, value, path, mode);
  if (inner.issues.length > 0) return inner;
  const issues = shape.violations(inner.value).map((violation) => ({
    path: [...path, ...violation.path],
    value: at(inner.value, violation.path),
    expectation: violation.expectation,
  }));
  return { value: inner.value, issues };
};

// What takes a value as it is comes before what would drop or fill in members.
const inOrderOfPreference = (
  { members }: UnionShape,
  value: unknown,
  path: Path,
  mode: Mode,
): readonly Shape[] => {
  if (mode === 'decoded') return members;
  const takes = members.map((branch) => check(branch, value, path, 'decoded').issues.length === 0);
  return [...members.filter((_, index) => takes[index]), ...members.filter((_, index) => !takes[index])];
};

/** Checks a value against a shape. */
export const check = (shape: Shape, value: unknown, path: Path, mode: Mode): Checked => {
  switch (shape.kind) {
    case 'text':
    case 'number':
    case 'boolean':
    case 'literals':
      return checkScalar(shape, value, path);
    case 'array':
      return checkArray(shape, value, path, mode);
    case 'record':
      return checkRecord(shape, value, path, mode);
    case 'object':
      return checkObject(shape, value, path, mode);
    case 'tagged':
      return checkTagged(shape, value, path, mode);
    case 'union':
      return checkUnion(
        shape,
        inOrderOfPreference(shape, value, path, mode).map((branch) => check(branch, value, path, mode)),
        value,
        path,
      );
    case 'refined':
      return checkRefined(shape, value, path, mode);
  }
};
