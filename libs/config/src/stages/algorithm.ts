// The learning algorithms and their hyperparameters.
import {
  type Codec,
  integer,
  literals,
  nullable,
  number,
  taggedUnion,
  union,
  withDefault,
} from '@credit-risk/io-ts-schema';
import { defaults } from '../defaults';

/** The learning algorithm with its hyperparameters. */
export type Algorithm =
  | {
      readonly name: 'random-forest';
      readonly nEstimators: number;
      /** `null`: as deep as the leaves' minimum size allows. */
      readonly maxDepth: number | null;
      readonly minSamplesLeaf: number;
      readonly maxFeatures: number | 'sqrt';
      readonly calibration: 'sigmoid' | 'none';
    }
  | { readonly name: 'logistic-regression'; readonly c: number; readonly maxIter: number };

const { randomForest, logisticRegression } = defaults;

export const Algorithm: Codec<Algorithm> = taggedUnion(
  'name',
  {
    'random-forest': {
      nEstimators: withDefault(
        integer({ minimum: 1, maximum: 10_000, description: 'Number of trees.' }),
        randomForest.nEstimators,
      ),
      maxDepth: withDefault(
        nullable(integer({ minimum: 1, maximum: 1000 }), { description: 'Deepest level. null: no limit.' }),
        randomForest.maxDepth,
      ),
      minSamplesLeaf: withDefault(
        integer({ minimum: 1, maximum: 1_000_000, description: 'Fewest loans in a leaf.' }),
        randomForest.minSamplesLeaf,
      ),
      maxFeatures: withDefault(
        union([integer({ minimum: 1, maximum: 1000 }), literals(['sqrt'])], {
          description: 'Features looked at for each split.',
        }),
        randomForest.maxFeatures,
      ),
      calibration: withDefault(
        literals(['sigmoid', 'none'], {
          description:
            'How shares of defaults in leaves become probabilities. none: they are taken as they are.',
        }),
        randomForest.calibration,
      ),
    },
    'logistic-regression': {
      c: withDefault(
        number({ exclusiveMinimum: 0, maximum: 1e9, description: 'Inverse strength of the regularisation.' }),
        logisticRegression.c,
      ),
      maxIter: withDefault(
        integer({ minimum: 1, maximum: 1_000_000, description: 'Most steps of the solver.' }),
        logisticRegression.maxIter,
      ),
    },
  },
  { description: 'The learning algorithm.' },
);
