// Compiles shapes into functions that find every fault of a value.
import { below, fault, isRecord, lowerCamel, wrongType, type Check } from './findings';
import { blobCheck, booleanCheck, limits, numberCheck, stringCheck, stringRules } from './scalar-checks';
import type { Member, ServiceModel, Shape } from './shapes';

/** Compiles the shapes of one service; each shape once, on first use. */
export const checksOf = (model: ServiceModel): ((shape: string) => Check) => {
  const compiled = new Map<string, Check>();
  const shapeOf = (name: string): Shape => model.shapes[name] ?? { type: 'structure' };

  const elementCheck = (member: Member | undefined): Check => {
    const shape = shapeOf(member?.shape ?? '');
    if (shape.type !== 'string') return check(member?.shape ?? '');
    const rules = stringRules(shape);
    // AWS reports a scalar element by the whole list.
    return (value, path, findings) => {
      if (typeof value !== 'string') findings.wrongTypes.push(wrongType(value, 'String'));
      else {
        const broken = rules(value);
        if (broken.length > 0)
          findings.constraints.push(
            fault(`[${value}]`, path, `Member must satisfy constraint: [${broken.join(', ')}]`),
          );
      }
    };
  };

  const listCheck = (shape: Shape): Check => {
    const sizes = limits(shape, 'length');
    const scalar = shapeOf(shape.member?.shape ?? '').type === 'string';
    const element = elementCheck(shape.member);
    return (value, path, findings) => {
      if (!Array.isArray(value)) {
        findings.wrongTypes.push('Expected list or null');
        return;
      }
      for (const size of sizes)
        if (!size.holds(value.length)) findings.constraints.push(fault(value, path, size.rule));
      value.forEach((inner: unknown, index) =>
        element(inner, scalar ? path : below(path, `${index + 1}.member`), findings),
      );
    };
  };

  const mapCheck = (shape: Shape): Check => {
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
      const complain = (rule: string): number => findings.constraints.push(fault(value, path, rule));
      for (const size of sizes) if (!size.holds(entries.length)) complain(size.rule);
      for (const [name, inner] of entries) {
        const brokenKey = keyRules(name);
        if (brokenKey.length > 0) complain(`Map keys must satisfy constraint: [${brokenKey.join(', ')}]`);
        if (valueRules === undefined)
          check(shape.value?.shape ?? '')(inner, below(path, `${name}.member`), findings);
        else if (typeof inner !== 'string') findings.wrongTypes.push(wrongType(inner, 'String'));
        else {
          const brokenValue = valueRules(inner);
          if (brokenValue.length > 0)
            complain(`Map value must satisfy constraint: [${brokenValue.join(', ')}]`);
        }
      }
    };
  };

  const structureCheck = (shape: Shape): Check => {
    const required = new Set(shape.required);
    const members = Object.entries(shape.members ?? {}).map(([name, member]) => ({
      name,
      field: lowerCamel(name),
      needed: required.has(name),
      check: check(member.shape),
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
          findings.constraints.push(fault(null, below(path, member.field), 'Member must not be null'));
      }
    };
  };

  const compile = (shape: Shape): Check => {
    if (shape.type === 'structure') return structureCheck(shape);
    if (shape.type === 'list') return listCheck(shape);
    if (shape.type === 'map') return mapCheck(shape);
    if (shape.type === 'string') return stringCheck(shape);
    if (shape.type === 'boolean') return booleanCheck;
    if (shape.type === 'blob') return blobCheck(shape);
    return numberCheck(shape);
  };

  const check = (name: string): Check => {
    const known = compiled.get(name);
    if (known !== undefined) return known;
    const made = compile(shapeOf(name));
    compiled.set(name, made);
    return made;
  };
  return check;
};
