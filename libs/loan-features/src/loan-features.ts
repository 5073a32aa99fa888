// What is derived from the table of features, ready to use.
import { type DecodeError, decode } from '@credit-risk/io-ts-schema';
import type * as E from 'fp-ts/Either';
import type { TypeOf } from 'io-ts';
import { endpointResponseOf } from './endpoint-response';
import { featureGroupDefinitionOf } from './feature-group';
import { featureTable } from './feature-table';
import { featureVectorOf } from './feature-vector';
import { modelInputOf } from './model-input';
import { type LoanOf, recordConversionOf } from './store-record';

/** Codec of the features of a loan; null where a feature is nullable. */
export const FeatureVector = featureVectorOf(featureTable);

/** The features of a loan. */
export type FeatureVector = TypeOf<typeof FeatureVector>;

/**
 * The features of an input, absent ones null where nullable, or every problem of the input.
 *
 * @example
 * decodeFeatureVector({ nb_previous_loans: 0, age: 32, flag_own_car: 2 }); // left([{ path: '$.flag_own_car', … }])
 */
export const decodeFeatureVector: (input: unknown) => E.Either<readonly DecodeError[], FeatureVector> =
  decode(FeatureVector);

/** A loan with its features. */
export type Loan = LoanOf<FeatureVector>;

/** Codec of the response of a model's endpoint. */
export const EndpointResponse = endpointResponseOf(featureTable);

/** The response of a model's endpoint. */
export type EndpointResponse = TypeOf<typeof EndpointResponse>;

/** The definition of the feature group. */
export const featureGroupDefinition = featureGroupDefinitionOf(featureTable);

/** The model's input: names and types in order. */
export const modelInput = modelInputOf(featureTable);

/** The version of the contract: 16 hex digits. */
export const contractVersion = modelInput.contractVersion;

export const {
  /** The JSON body of an endpoint's request for some vectors, as a value. */
  endpointRequest,
} = modelInput;

export const {
  /** A loan as a record of the Feature Store: null features are absent. */
  toRecord,
  /** A record of the Feature Store as a loan, or every problem of the input. */
  fromRecord,
} = recordConversionOf(featureTable);
