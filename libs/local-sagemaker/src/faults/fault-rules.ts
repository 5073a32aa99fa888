// Rules for injected faults, so that clients can be tested under them.
import * as E from 'fp-ts/Either';
import { readFileSync } from 'node:fs';
import { isRecord } from '../machine/is-record';

export interface FaultRule {
  /** Name of an operation; `*` stands for any characters. */
  readonly operation: string;
  /** The error's code; without one, calls are only delayed. */
  readonly code?: string;
  readonly status: number;
  readonly message: string;
  /** Which part of the calls is hit, 0 to 1. */
  readonly share: number;
  /** How many calls are hit at the most. */
  readonly count?: number;
  readonly delayMilliseconds: number;
  /** The operation is carried out, and its response is lost: the caller sees the error all the same. */
  readonly lostResponse: boolean;
  /** Makes the choice of calls repeatable: calls in the same order are hit alike. */
  readonly seed?: number;
}

export interface FaultRulesError {
  readonly _tag: 'FaultRulesInvalid';
  readonly message: string;
}

const KNOWN = [
  'operation',
  'code',
  'status',
  'message',
  'share',
  'count',
  'delayMilliseconds',
  'lostResponse',
  'seed',
];
const LONGEST_DELAY = 600_000;

const usual: Readonly<Record<string, { readonly status: number; readonly message: string }>> = {
  ThrottlingException: { status: 400, message: 'Rate exceeded' },
  InternalFailure: { status: 500, message: 'The request processing has failed.' },
  ServiceUnavailable: { status: 503, message: 'The service is currently unavailable.' },
};
const other = { status: 400, message: 'Injected fault.' };

const isWithin = (value: unknown, low: number, high: number): value is number =>
  typeof value === 'number' && value >= low && value <= high;
const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && isWithin(value, 0, Infinity);

const problemOf = (value: Readonly<Record<string, unknown>>): string | undefined => {
  const unknown = Object.keys(value).find((key) => !KNOWN.includes(key));
  if (unknown !== undefined) return `${unknown}: unknown key; expected ${KNOWN.join(', ')}`;
  const {
    operation,
    code,
    status,
    message,
    share = 1,
    count,
    delayMilliseconds = 0,
    lostResponse = false,
    seed,
  } = value;
  if (typeof operation !== 'string' || operation === '')
    return 'operation: expected the name of an operation, * allowed';
  if (code !== undefined && typeof code !== 'string') return 'code: expected the code of an error';
  if (status !== undefined && !isWithin(status, 400, 599)) return 'status: expected 400 to 599';
  if (message !== undefined && typeof message !== 'string') return 'message: expected a text';
  if (!isWithin(share, 0, 1)) return 'share: expected a number from 0 to 1';
  if (count !== undefined && !isCount(count)) return 'count: expected a whole number';
  if (!isWithin(delayMilliseconds, 0, LONGEST_DELAY))
    return `delayMilliseconds: expected 0 to ${LONGEST_DELAY}`;
  if (seed !== undefined && !isCount(seed)) return 'seed: expected a whole number';
  return typeof lostResponse === 'boolean' ? undefined : 'lostResponse: expected true or false';
};

const given = <A>(value: unknown, is: (value: unknown) => value is A, or: A): A => (is(value) ? value : or);
const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';

const decodeRule = (value: unknown, place: string): E.Either<string, FaultRule> => {
  if (!isRecord(value)) return E.left(`${place}: expected an object`);
  const problem = problemOf(value);
  if (problem !== undefined) return E.left(`${place}.${problem}`);
  const code = isText(value.code) ? value.code : undefined;
  const { status, message } = usual[code ?? ''] ?? other;
  return E.right({
    operation: given(value.operation, isText, ''),
    ...(code === undefined ? {} : { code }),
    status: given(value.status, isNumber, status),
    message: given(value.message, isText, message),
    share: given(value.share, isNumber, 1),
    ...(isNumber(value.count) ? { count: value.count } : {}),
    delayMilliseconds: given(value.delayMilliseconds, isNumber, 0),
    lostResponse: value.lostResponse === true,
    ...(isNumber(value.seed) ? { seed: value.seed } : {}),
  });
};

/**
 * Reads `{ "rules": [...] }`.
 * @example decodeFaultRules({ rules: [{ operation: '*', code: 'ThrottlingException', share: 0.3 }] }, 'faults.json')
 */
export const decodeFaultRules = (
  value: unknown,
  source: string,
): E.Either<FaultRulesError, readonly FaultRule[]> => {
  const invalid = (problem: string) =>
    E.left<FaultRulesError>({
      _tag: 'FaultRulesInvalid',
      message: `The faults of ${source} are not valid: ${problem}.`,
    });
  if (!isRecord(value) || !Array.isArray(value.rules)) return invalid('expected {"rules": [...]}');
  const rules: FaultRule[] = [];
  for (const [index, item] of value.rules.entries()) {
    const rule = decodeRule(item, `rules[${index}]`);
    if (E.isLeft(rule)) return invalid(rule.left);
    rules.push(rule.right);
  }
  return E.right(rules);
};

/** The same, from JSON text. */
export const parseFaultRules = (
  text: string,
  source: string,
): E.Either<FaultRulesError, readonly FaultRule[]> => {
  try {
    return decodeFaultRules(JSON.parse(text), source);
  } catch {
    return E.left({
      _tag: 'FaultRulesInvalid',
      message: `The faults of ${source} are not valid: expected JSON.`,
    });
  }
};

/** The same, from a file. */
export const readFaultRules = (file: string): E.Either<FaultRulesError, readonly FaultRule[]> => {
  try {
    return parseFaultRules(readFileSync(file, 'utf8'), file);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return E.left({ _tag: 'FaultRulesInvalid', message: `The faults of ${file} cannot be read: ${reason}.` });
  }
};
