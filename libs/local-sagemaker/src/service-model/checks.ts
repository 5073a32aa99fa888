// Compiles shapes into functions that find every fault of a value.
import { isRecord } from '../machine/is-record';
import { below, fault, lowerCamel, wrongType, type Check, type Findings } from './findings';
import { blobCheck, booleanCheck, limits, numberCheck, stringCheck, stringRules } from './scalar-checks';
import type { Member, ServiceModel, Shape } from './shapes';

/** The shapes of one service, and their checks: each is compiled once, on first use. */
interface Shapes {
  readonly shapeOf: (name: string) => Shape;
  readonly checkOf: (name: string) => Check;
}

const addBroken = (findings: Findings, value: unknown, path: string, rules: readonly string[]): void => {
  for (const rule of rules) findings.constraints.push(fault(value, path, rule));
};

const joined = (what: string, broken: readonly string[]): readonly string[] =>
  broken.length === 0 ? [] : [`${what} must satisfy constraint: [${broken.join(', ')}]`];

const brokenSizes = (sizes: ReturnType<typeof limits>, length: number): readonly string[] =>
  sizes.filter(({ holds }) => !holds(length)).map(({ rule }) => rule);

const elementCheck = ({ shapeOf, checkOf }: Shapes, member: Member | undefined): Check => {
  const shape = shapeOf(member?.shape ?? '');
  if (shape.type !== 'string') return checkOf(member?.shape ?? '');
  const rules = stringRules(shape);
  // AWS reports a scalar element by the whole list.
  return (value, path, findings) => {
    if (typeof value !== 'string') findings.wrongTypes.push(wrongType(value, 'String'));
    else addBroken(findings, `[${value}]`, path, joined('Member', rules(value)));
  };
};

const listCheck = (shapes: Shapes, shape: Shape): Check => {
  const sizes = limits(shape, 'length');
  const scalar = shapes.shapeOf(shape.member?.shape ?? '').type === 'string';
  const element = elementCheck(shapes, shape.member);
  return (value, path, findings) => {
    if (!Array.isArray(value)) {
      findings.wrongTypes.push('Expected list or null');
      return;
    }
    addBroken(findings, value, path, brokenSizes(sizes, value.length));
    value.forEach((inner: unknown, index) =>
      element(inner, scalar ? path : below(path, `${index + 1}.member`), findings),
    );
  };
};

const mapCheck = ({ shapeOf, checkOf }: Shapes, shape: Shape): Check => {
  const sizes = limits(shape, 'length');
  const keyRules = stringRules(shapeOf(shape.key?.shape ?? ''));
  const valueShape = shapeOf(shape.value?.shape ?? '');
  const valueRules = valueShape.type === 'string' ? stringRules(valueShape) : undefined;
  return (value, path, findings) => {
    if (!isRecord(value)) {
      findings.wrongTypes.push('Expected map or null');
      return;
    }
    const entries = Object.entries(value);
    addBroken(findings, value, path, brokenSizes(sizes, entries.length));
    for (const [name, inner] of entries) {
      addBroken(findings, value, path, joined('Map keys', keyRules(name)));
      if (valueRules === undefined)
        checkOf(shape.value?.shape ?? '')(inner, below(path, `${name}.member`), findings);
      else if (typeof inner !== 'string') findings.wrongTypes.push(wrongType(inner, 'String'));
      else addBroken(findings, value, path, joined('Map value', valueRules(inner)));
    }
  };
};

const structureCheck = ({ checkOf }: Shapes, shape: Shape): Check => {
  const required = new Set(shape.required);
  const members = Object.entries(shape.members ?? {}).map(([name, member]) => ({
    name,
    field: lowerCamel(name),
    needed: required.has(name),
    check: checkOf(member.shape),
  }));
  return (value, path, findings) => {
    if (!isRecord(value)) {
      findings.wrongTypes.push('Unexpected value: expected a structure or null');
      return;
    }
    for (const member of members) {
      const inner = value[member.name];
      if (inner !== undefined && inner !== null) member.check(inner, below(path, member.field), findings);
      else if (member.needed)
        addBroken(findings, null, below(path, member.field), ['Member must not be null']);
    }
  };
};

const compile = (shapes: Shapes, shape: Shape): Check => {
  if (shape.type === 'structure') return structureCheck(shapes, shape);
  if (shape.type === 'list') return listCheck(shapes, shape);
  if (shape.type === 'map') return mapCheck(shapes, shape);
  if (shape.type === 'string') return stringCheck(shape);
  if (shape.type === 'boolean') return booleanCheck;
  if (shape.type === 'blob') return blobCheck(shape);
  return numberCheck(shape);
};

/** Compiles the shapes of one service. */
export const checksOf = (model: ServiceModel): ((shape: string) => Check) => {
  const compiled = new Map<string, Check>();
  const shapeOf = (name: string): Shape => model.shapes[name] ?? { type: 'structure' };
  const checkOf = (name: string): Check => {
    const known = compiled.get(name);
    if (known !== undefined) return known;
    const made = compile({ shapeOf, checkOf }, shapeOf(name));
    compiled.set(name, made);
    return made;
  };
  return checkOf;
};
