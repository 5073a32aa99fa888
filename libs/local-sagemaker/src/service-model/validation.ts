// Whether a value is the input (or output) of an operation, by the service model.
import * as E from 'fp-ts/Either';
import { checksOf } from './checks';
import { isRecord } from '../machine/is-record';
import { type Check, type Findings } from './findings';
import type { Operations } from './operations.generated';
import { modelOf, serviceModels, type OperationName, type ServiceModel } from './shapes';

/** Why a value is not valid input of an operation. */
export type InputFault =
  | { readonly _tag: 'WrongType'; readonly message: string }
  | { readonly _tag: 'BrokenConstraints'; readonly messages: readonly string[] };

type Side = 'input' | 'output';
const anything: Check = () => undefined;
const compilers = new Map(serviceModels.map((model) => [model.service, checksOf(model)] as const));

const compiled = new Map<string, Check>();
const checkOf = (operation: OperationName, side: Side): Check => {
  const key = `${operation} ${side}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const model = modelOf(operation);
  const shape = model?.operations[operation]?.[side];
  const compile = model === undefined ? undefined : compilers.get(model.service);
  const made = shape === undefined || compile === undefined ? anything : compile(shape);
  compiled.set(key, made);
  return made;
};

const findingsOf = (operation: OperationName, side: Side, value: unknown): Findings => {
  const findings: Findings = { constraints: [], wrongTypes: [] };
  checkOf(operation, side)(value, '', findings);
  return findings;
};

const isInput = <N extends OperationName>(
  _operation: N,
  _value: unknown,
  findings: Findings,
): _value is Operations[N]['input'] => findings.wrongTypes.length === 0 && findings.constraints.length === 0;

const faultOf = ({ constraints, wrongTypes }: Findings): InputFault =>
  wrongTypes[0] === undefined
    ? { _tag: 'BrokenConstraints', messages: constraints }
    : { _tag: 'WrongType', message: wrongTypes[0] };

/**
 * The input of an operation, if a value keeps to every constraint of the service model (required members, types,
 * lengths, ranges, patterns, enumerations); otherwise every constraint that it breaks, in AWS's words.
 * @example decodeInput('DescribeModel', { ModelName: 'm' }) // right({ ModelName: 'm' })
 */
export const decodeInput = <N extends OperationName>(
  operation: N,
  value: unknown,
): E.Either<InputFault, Operations[N]['input']> => {
  const findings = findingsOf(operation, 'input', value);
  return isInput(operation, value, findings) ? E.right(value) : E.left(faultOf(findings));
};

/** Where a response breaks the service model; empty when all is well. For tests. */
export const outputFaults = (operation: OperationName, value: unknown): readonly string[] => {
  const findings = findingsOf(operation, 'output', value);
  return [...findings.wrongTypes, ...findings.constraints];
};

const cleaned = (model: ServiceModel, name: string, value: unknown): unknown => {
  const shape = model.shapes[name];
  if (shape?.type === 'list' && Array.isArray(value))
    return value.map((inner: unknown) => cleaned(model, shape.member?.shape ?? '', inner));
  if (!isRecord(value)) return value;
  const inner = (key: string): string | undefined =>
    shape?.type === 'map' ? shape.value?.shape : shape?.members?.[key]?.shape;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) => {
      const childShape = inner(key);
      return childShape === undefined || child === null || child === undefined
        ? []
        : [[key, cleaned(model, childShape, child)]];
    }),
  );
};

/** The value without members that the model does not know and without nulls, both of which the service ignores. */
export const withoutUnknown = (operation: OperationName, value: unknown, side: Side = 'input'): unknown => {
  const model = modelOf(operation);
  const shape = model?.operations[operation]?.[side];
  return model === undefined || shape === undefined ? {} : cleaned(model, shape, value);
};
