// The one description of a codec, as data: what it accepts, its JSON Schema and its test values all derive from it.

/** Texts about a value for its reader, beside its constraints. */
export interface Annotations {
  /** Makes the schema a separate definition that is referenced by this name. */
  readonly name?: string;
  readonly description?: string;
  /** How an error describes the value, if the constraints alone read badly: `a role's ARN`. */
  readonly expectation?: string;
}

export interface TextConstraints {
  /** A regular expression (flag `u`) that the whole text matches; no anchors needed. */
  readonly pattern?: string;
  /** A narrower pattern for test values, where `pattern` has classes like `\p{L}` that take long to list. */
  readonly samplePattern?: string;
  /** In characters (code points), as JSON Schema counts. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** JSON Schema's `format`, for the reader; the pattern or a refinement does the checking. */
  readonly format?: string;
}

export interface NumberConstraints {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

export interface ArrayConstraints {
  readonly minItems?: number;
  readonly maxItems?: number;
}

export interface RecordConstraints {
  readonly maxProperties?: number;
}

export type Literal = string | number | boolean | null;

/** A rule that is broken: where, relative to the value that the rule looks at, and what was expected. */
export interface Violation {
  readonly path: readonly (string | number)[];
  readonly expectation: string;
}

export interface TextShape extends Annotations, TextConstraints {
  readonly kind: 'text';
}

export interface NumberShape extends Annotations, NumberConstraints {
  readonly kind: 'number';
  readonly integer: boolean;
}

export interface BooleanShape extends Annotations {
  readonly kind: 'boolean';
}

export interface LiteralsShape extends Annotations {
  readonly kind: 'literals';
  readonly values: readonly Literal[];
}

export interface ArrayShape extends Annotations, ArrayConstraints {
  readonly kind: 'array';
  /** No value twice; for items that are texts, numbers or other literals. */
  readonly uniqueItems?: boolean;
  readonly items: Shape;
}

export interface RecordShape extends Annotations, RecordConstraints {
  readonly kind: 'record';
  readonly keys: Shape;
  readonly values: Shape;
}

/** A member of an object: it must be there, may be missing, or is filled in when missing. */
export type FieldShape =
  | { readonly presence: 'required'; readonly shape: Shape }
  | { readonly presence: 'optional'; readonly shape: Shape }
  | { readonly presence: 'default'; readonly shape: Shape; readonly default: unknown };

export interface ObjectConstraints {
  /** Keys that are not among the fields are dropped instead of being errors: for responses of a service that grows. */
  readonly open?: boolean;
}

export interface ObjectShape extends Annotations, ObjectConstraints {
  readonly kind: 'object';
  readonly fields: Readonly<Record<string, FieldShape>>;
}

export interface TaggedShape extends Annotations {
  readonly kind: 'tagged';
  readonly tag: string;
  /** By the tag's value; each has the tag among its fields. */
  readonly members: Readonly<Record<string, ObjectShape>>;
}

export interface UnionShape extends Annotations {
  readonly kind: 'union';
  readonly members: readonly Shape[];
}

/** A rule that JSON Schema cannot express; it sees only values that the inner shape accepts. */
export interface RefinedShape extends Annotations {
  readonly kind: 'refined';
  readonly inner: Shape;
  readonly violations: (value: unknown) => readonly Violation[];
}

export type Shape =
  | TextShape
  | NumberShape
  | BooleanShape
  | LiteralsShape
  | ArrayShape
  | RecordShape
  | ObjectShape
  | TaggedShape
  | UnionShape
  | RefinedShape;
