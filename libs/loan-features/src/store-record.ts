// A loan as a record of the Feature Store and back, bit for bit.
import { type DecodeError, decode, object } from '@credit-risk/io-ts-schema';
import * as E from 'fp-ts/Either';
import { EventTime } from './event-time';
import type { Feature, FeatureTable } from './feature-table';
import { featureVectorOf, type VectorOf } from './feature-vector';
import { ClientId, LoanId } from './identifiers';
import { recordIdentity } from './identity-names';

/** A record as GetRecord and PutRecord carry it: a null feature is absent. */
export type StoreRecord = readonly { readonly FeatureName: string; readonly ValueAsString: string }[];

/** A loan with its features. */
export interface LoanOf<V> {
  readonly clientId: ClientId;
  readonly loanId: LoanId;
  readonly eventTime: EventTime;
  readonly features: V;
}

/** A record that is not a valid loan, with the problems by feature. */
export interface MalformedRecord {
  readonly _tag: 'MalformedRecord';
  readonly problems: readonly DecodeError[];
}

/** A stored record, with the SDK's types. */
export type ReadRecord = readonly {
  readonly FeatureName?: string | undefined;
  readonly ValueAsString?: string | undefined;
}[];

export interface RecordConversion<V> {
  readonly toRecord: (loan: LoanOf<V>) => StoreRecord;
  readonly fromRecord: (record: ReadRecord) => E.Either<MalformedRecord, LoanOf<V>>;
}

const Identity = object({
  [recordIdentity.clientId]: ClientId,
  [recordIdentity.eventTime]: EventTime,
  [recordIdentity.loanId]: LoanId,
});
const identity: ReadonlySet<string> = new Set(Object.values(recordIdentity));

// ECMAScript's number-to-string is the shortest text that reads back as the same double, except that it drops the
// sign of zero.
const showNumber = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

const wholeNumber = /^-?\d+$/;
const decimalNumber = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

// A text that is not a number stays a text, so that the codec names the place and the value.
const readNumber = (feature: Feature | undefined, text: string | undefined): unknown => {
  if (feature === undefined || text === undefined) return text;
  return (feature.type === 'double' ? decimalNumber : wholeNumber).test(text) ? Number(text) : text;
};

const repeated = (record: ReadRecord): readonly DecodeError[] => {
  const names = record.map(({ FeatureName }) => FeatureName);
  return names
    .filter((name, position) => names.indexOf(name) !== position)
    .map((name) => ({ path: `$.${name}`, value: name, expectation: 'each feature once' }));
};

const featureRecords = (table: FeatureTable, values: ReadonlyMap<string, number | null>): StoreRecord =>
  table.flatMap(({ name }) => {
    const value = values.get(name) ?? null;
    return value === null ? [] : [{ FeatureName: name, ValueAsString: showNumber(value) }];
  });

const leftOf = <A>(result: E.Either<readonly DecodeError[], A>): readonly DecodeError[] =>
  E.isLeft(result) ? result.left : [];

/**
 * Conversion between a table's loans and records.
 *
 * @example
 * const { toRecord, fromRecord } = recordConversionOf(featureTable);
 * fromRecord(toRecord(loan)); // right({ clientId: '5008804', loanId: '7', … })
 */
export const recordConversionOf = <const T extends FeatureTable>(table: T): RecordConversion<VectorOf<T>> => {
  const Vector = featureVectorOf(table);
  const features = new Map(table.map((feature) => [feature.name, feature]));
  return {
    toRecord: ({ clientId, eventTime, loanId, features: vector }) => [
      { FeatureName: recordIdentity.clientId, ValueAsString: clientId },
      { FeatureName: recordIdentity.eventTime, ValueAsString: eventTime },
      { FeatureName: recordIdentity.loanId, ValueAsString: loanId },
      ...featureRecords(table, new Map(Object.entries<number | null>(vector))),
    ],
    fromRecord: (record) => {
      const members = record.map(
        ({ FeatureName = '', ValueAsString }) =>
          [FeatureName, readNumber(features.get(FeatureName), ValueAsString)] as const,
      );
      const who = decode(Identity)(Object.fromEntries(members.filter(([name]) => identity.has(name))));
      const vector = decode(Vector)(Object.fromEntries(members.filter(([name]) => !identity.has(name))));
      const twice = repeated(record);
      if (E.isLeft(who) || E.isLeft(vector) || twice.length > 0) {
        return E.left({ _tag: 'MalformedRecord', problems: [...leftOf(who), ...leftOf(vector), ...twice] });
      }
      return E.right({
        clientId: who.right[recordIdentity.clientId],
        loanId: who.right[recordIdentity.loanId],
        eventTime: who.right[recordIdentity.eventTime],
        features: vector.right,
      });
    },
  };
};
