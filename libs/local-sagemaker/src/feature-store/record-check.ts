// Whether a record fits its feature group; a group's rules are prepared once.
import * as E from 'fp-ts/Either';
import type { FeatureDefinition, FeatureValue } from '../service-model/operations.generated';
import type { FeatureGroupRecord } from '../store/records';
import type { EventTime } from '../store/stored-records';
import { parseEventTime } from './event-time';

export interface CheckedRecord {
  readonly id: string;
  readonly eventTime: EventTime;
  readonly values: readonly FeatureValue[];
}

/** Rules of one group. Errors name the feature, never the value. */
export interface RecordRules {
  /** Checks values one by one, whatever features there are. */
  readonly values: (values: readonly FeatureValue[]) => string | undefined;
  /** Checks a whole record. */
  readonly record: (values: readonly FeatureValue[]) => E.Either<string, CheckedRecord>;
  readonly eventTime: (text: string) => E.Either<string, EventTime>;
  readonly id: (text: string) => string | undefined;
  readonly knows: (feature: string) => boolean;
}

const LONGEST_IDENTIFIER = 2048;
const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
const integral = /^[+-]?\d{1,19}$/;
const fractional = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const SAFE_DIGITS = 15;

const fitsType = (type: string, text: string): boolean => {
  if (type === 'Fractional') return fractional.test(text) && Number.isFinite(Number(text));
  if (type !== 'Integral') return true;
  if (!integral.test(text)) return false;
  return text.length <= SAFE_DIGITS || (BigInt(text) >= INT64_MIN && BigInt(text) <= INT64_MAX);
};

// The service keeps name and text only: other members of a request are not stored.
const kept = ({ FeatureName, ValueAsString = '' }: FeatureValue): FeatureValue => ({
  FeatureName,
  ValueAsString,
});

/** What the rules of a group are made from. */
interface Definition {
  readonly types: ReadonlyMap<string, string>;
  readonly idName: string;
  readonly timeName: string;
  readonly timeType: 'String' | 'Fractional';
}

const definitionOf = ({ description }: FeatureGroupRecord): Definition => {
  const { RecordIdentifierFeatureName: idName, EventTimeFeatureName: timeName } = description;
  const types = new Map(
    description.FeatureDefinitions.map(({ FeatureName, FeatureType }: FeatureDefinition) => [
      FeatureName,
      FeatureType,
    ]),
  );
  return { types, idName, timeName, timeType: types.get(timeName) === 'String' ? 'String' : 'Fractional' };
};

const valueProblem = ({ types }: Definition, value: FeatureValue): string | undefined => {
  const { FeatureName, ValueAsString, ValueAsStringList } = value;
  const type = types.get(FeatureName);
  if (type === undefined)
    return `FeatureName [${FeatureName}] is not in the feature group's feature definitions.`;
  if (ValueAsStringList !== undefined && ValueAsStringList !== null)
    return `Feature [${FeatureName}] has no collection type, it takes ValueAsString.`;
  if (ValueAsString === undefined || ValueAsString === null)
    return `Feature [${FeatureName}] has no value: leave the feature out instead.`;
  return fitsType(type, ValueAsString)
    ? undefined
    : `The value of feature [${FeatureName}] is not of type ${type}.`;
};

const valuesProblem = (definition: Definition, all: readonly FeatureValue[]): string | undefined => {
  const seen = new Set<string>();
  for (const value of all) {
    const problem = valueProblem(definition, value);
    if (problem !== undefined) return problem;
    if (seen.has(value.FeatureName)) return `Feature [${value.FeatureName}] is given twice.`;
    seen.add(value.FeatureName);
  }
  return undefined;
};

const idProblem = ({ types, idName }: Definition, text: string): string | undefined => {
  if (text === '' || Buffer.byteLength(text) > LONGEST_IDENTIFIER)
    return `The record identifier [${idName}] must have 1 to ${LONGEST_IDENTIFIER} bytes.`;
  const type = types.get(idName) ?? 'String';
  return fitsType(type, text) ? undefined : `The value of feature [${idName}] is not of type ${type}.`;
};

const expectedTimes: Readonly<Record<Definition['timeType'], string>> = {
  String: 'yyyy-MM-ddTHH:mm:ssZ with up to nine decimals of a second',
  Fractional: 'seconds since the epoch',
};

const eventTimeOf = ({ timeName, timeType }: Definition, text: string): E.Either<string, EventTime> => {
  const parsed = parseEventTime(timeType, text);
  return parsed === undefined
    ? E.left(
        `The event time [${timeName}] is not a valid ${timeType} event time: expected ${expectedTimes[timeType]}.`,
      )
    : E.right(parsed);
};

const checked = (definition: Definition, all: readonly FeatureValue[]): E.Either<string, CheckedRecord> => {
  const { idName, timeName } = definition;
  const problem = valuesProblem(definition, all);
  if (problem !== undefined) return E.left(problem);
  const textOf = (name: string) => all.find(({ FeatureName }) => FeatureName === name)?.ValueAsString;
  const id = textOf(idName);
  if (id === undefined) return E.left(`The record has no value for its record identifier [${idName}].`);
  const time = textOf(timeName);
  if (time === undefined) return E.left(`The record has no value for its event time [${timeName}].`);
  const wrongId = idProblem(definition, id);
  if (wrongId !== undefined) return E.left(wrongId);
  const eventTime = eventTimeOf(definition, time);
  return E.isLeft(eventTime) ? eventTime : E.right({ id, eventTime: eventTime.right, values: all.map(kept) });
};

const rulesOf = (group: FeatureGroupRecord): RecordRules => {
  const definition = definitionOf(group);
  return {
    values: (values) => valuesProblem(definition, values),
    record: (values) => checked(definition, values),
    eventTime: (text) => eventTimeOf(definition, text),
    id: (text) => idProblem(definition, text),
    knows: (feature) => definition.types.has(feature),
  };
};

/** Makes rules once per version of a group: definitions are only ever added, so their number identifies a version. */
export const recordRulesCache = (): ((group: FeatureGroupRecord) => RecordRules) => {
  const made = new Map<string, { readonly features: number; readonly rules: RecordRules }>();
  return (group) => {
    const features = group.description.FeatureDefinitions.length;
    const known = made.get(group.id);
    if (known?.features === features) return known.rules;
    const rules = rulesOf(group);
    made.set(group.id, { features, rules });
    return rules;
  };
};
