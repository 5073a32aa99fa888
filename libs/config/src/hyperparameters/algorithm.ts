// The learning algorithms with their hyperparameters.
import { type Codec, type ObjectOf, taggedUnion } from '@credit-risk/io-ts-schema';
import { hyperparameterTable } from './hyperparameter-table';

type Algorithms = (typeof hyperparameterTable)['algorithms'];

/** The learning algorithm with its hyperparameters. */
export type Algorithm = {
  [Name in keyof Algorithms]: { readonly name: Name } & ObjectOf<Algorithms[Name]>;
}[keyof Algorithms];

/** Codec of the learning algorithm. */
export const Algorithm: Codec<Algorithm> = taggedUnion('name', hyperparameterTable.algorithms, {
  description: 'The learning algorithm.',
});
