// Whether a record fits its feature group; a group's rules are prepared once.
import * as E from 'fp-ts/Either';
import type { FeatureDefinition, FeatureValue } from '../service-model/operations.generated';
import type { FeatureGroupRecord } from '../store/records';
import { parseEventTime, type EventTime } from './event-time';

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

// Of a value only what the service keeps: whatever else a request may hold is not stored.
const kept = ({ FeatureName, ValueAsString = '' }: FeatureValue): FeatureValue => ({
  FeatureName,
  ValueAsString,
});

const prepare = ({ description }: FeatureGroupRecord): RecordRules => {
  const { RecordIdentifierFeatureName: idName, EventTimeFeatureName: timeName } = description;
  const types = new Map(
    description.FeatureDefinitions.map(({ FeatureName, FeatureType }: FeatureDefinition) => [
      FeatureName,
      FeatureType,
    ]),
  );
  const timeType = types.get(timeName) === 'String' ? 'String' : 'Fractional';
  const expectedTime =
    timeType === 'String'
      ? 'yyyy-MM-ddTHH:mm:ssZ with up to nine decimals of a second'
      : 'seconds since the epoch';

  const problemOf = ({ FeatureName, ValueAsString, ValueAsStringList }: FeatureValue): string | undefined => {
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

  const values = (all: readonly FeatureValue[]): string | undefined => {
    const seen = new Set<string>();
    for (const value of all) {
      const problem = problemOf(value);
      if (problem !== undefined) return problem;
      if (seen.has(value.FeatureName)) return `Feature [${value.FeatureName}] is given twice.`;
      seen.add(value.FeatureName);
    }
    return undefined;
  };

  const id = (text: string): string | undefined => {
    if (text === '' || Buffer.byteLength(text) > LONGEST_IDENTIFIER)
      return `The record identifier [${idName}] must have 1 to ${LONGEST_IDENTIFIER} bytes.`;
    const type = types.get(idName) ?? 'String';
    return fitsType(type, text) ? undefined : `The value of feature [${idName}] is not of type ${type}.`;
  };

  const eventTime = (text: string): E.Either<string, EventTime> => {
    const parsed = parseEventTime(timeType, text);
    return parsed === undefined
      ? E.left(
          `The event time [${timeName}] is not a valid ${timeType} event time: expected ${expectedTime}.`,
        )
      : E.right(parsed);
  };

  const record = (all: readonly FeatureValue[]): E.Either<string, CheckedRecord> => {
    const problem = values(all);
    if (problem !== undefined) return E.left(problem);
    const idText = all.find(({ FeatureName }) => FeatureName === idName)?.ValueAsString;
    if (idText === undefined) return E.left(`The record has no value for its record identifier [${idName}].`);
    const timeText = all.find(({ FeatureName }) => FeatureName === timeName)?.ValueAsString;
    if (timeText === undefined) return E.left(`The record has no value for its event time [${timeName}].`);
    const idProblem = id(idText);
    if (idProblem !== undefined) return E.left(idProblem);
    const time = eventTime(timeText);
    return E.isLeft(time) ? time : E.right({ id: idText, eventTime: time.right, values: all.map(kept) });
  };

  return { values, record, eventTime, id, knows: (feature) => types.has(feature) };
};

/** Prepares rules and keeps them: definitions are only ever added, so their number tells versions apart. */
export const ruleBook = (): ((group: FeatureGroupRecord) => RecordRules) => {
  const prepared = new Map<string, { readonly features: number; readonly rules: RecordRules }>();
  return (group) => {
    const features = group.description.FeatureDefinitions.length;
    const known = prepared.get(group.id);
    if (known?.features === features) return known.rules;
    const rules = prepare(group);
    prepared.set(group.id, { features, rules });
    return rules;
  };
};
