// The response of a model's endpoint, as a codec, from a table of features.
import {
  array,
  type Codec,
  codecOf,
  type FieldShape,
  literals,
  number,
  object,
  optional,
  text,
} from '@credit-risk/io-ts-schema';
import type { TypeOf } from 'io-ts';
import type { FeatureTable } from './feature-table';

/** By how much each feature moves a probability away from the mean one, in the order of the table. */
export type ContributionsOf<T extends FeatureTable> = { readonly [F in T[number] as F['name']]: number };

/** The codec of a table's contributions. */
export const contributionsOf = <const T extends FeatureTable>(table: T): Codec<ContributionsOf<T>> =>
  codecOf<ContributionsOf<T>>({
    kind: 'object',
    fields: Object.fromEntries(
      table.map(({ name }): [string, FieldShape] => [name, { presence: 'required', shape: number().shape }]),
    ),
  });

const probability = number({ minimum: 0, maximum: 1 });

/** The model's decision on one vector: approve below the model's threshold, else decline. */
export const Decision = literals(['approve', 'decline']);

/** The model's decision on one vector. */
export type Decision = TypeOf<typeof Decision>;

/**
 * The codec of an endpoint's response. Predictions are in the order of the instances. Contributions (Shapley values
 * against the model's background loans) are present if they were requested; with the mean probability of the background
 * they add up to the prediction.
 *
 * @example
 * decode(endpointResponseOf(featureTable))(JSON.parse(body)); // right({ contractVersion: '…', modelName: 'champion', modelVersion: '9f…', … })
 */
export const endpointResponseOf = <const T extends FeatureTable>(table: T) =>
  object(
    {
      contractVersion: text(),
      modelName: text(),
      modelVersion: text(),
      threshold: number(),
      backgroundProbability: optional(probability),
      predictions: array(
        object(
          {
            probabilityOfDefault: probability,
            decision: Decision,
            contributions: optional(contributionsOf(table)),
          },
          { open: true },
        ),
      ),
    },
    { open: true },
  );
