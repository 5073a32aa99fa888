// The features of an example loan, from the table of features.
import * as E from 'fp-ts/Either';
import { featureTable } from './feature-table';
import { decodeFeatureVector, type FeatureVector } from './loan-features';

const example = decodeFeatureVector(
  Object.fromEntries(featureTable.map((feature) => [feature.name, feature.example])),
);
if (E.isLeft(example)) throw new Error('the examples in the table of features are not valid features');

/**
 * The features of an example loan, for documentation and tests.
 *
 * @example
 * exampleFeatures.nb_previous_loans; // 8
 */
export const exampleFeatures: FeatureVector = example.right;
