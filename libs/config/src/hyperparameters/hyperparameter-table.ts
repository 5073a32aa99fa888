// The one table of hyperparameters: types, codecs, defaults, documentation and the contract for Python derive from it.
import { integer, literals, nullable, number, union } from '@credit-risk/io-ts-schema';
import { hyperparameter, type Hyperparameters } from './hyperparameter';

const largestSeed = 2 ** 32 - 1;
const probability = { exclusiveMinimum: 0, exclusiveMaximum: 1 };

/** Members of `stages.training`, whatever the algorithm. */
const job = {
  /** The same seed and data give the same model. */
  seed: hyperparameter(
    'seed',
    integer({
      minimum: 0,
      maximum: largestSeed,
      description: 'The same seed and data give the same model.',
    }),
    123,
  ),
  /** A probability in (0, 1), or `base-rate`: flag the share of loans that equals the base rate. */
  decisionThreshold: hyperparameter(
    'decision_threshold',
    union([number(probability), literals(['base-rate'])], {
      description:
        'Loans at or above this probability are declined; base-rate: as many as default in the training data.',
    }),
    'base-rate',
  ),
} as const satisfies Hyperparameters;

/** Members of `stages.training.split`. */
const split = {
  /** What keeps the test loans apart from the training loans. */
  by: hyperparameter(
    'split_by',
    literals(['person-and-time', 'person', 'time'], {
      description: 'What keeps the test loans apart from the training loans.',
    }),
    'person-and-time',
  ),
  /** The share of loans kept for testing. */
  testShare: hyperparameter(
    'test_share',
    number({ ...probability, description: 'The share of loans kept for testing.' }),
    0.25,
  ),
} as const satisfies Hyperparameters;

/** Members of `stages.training.algorithm` of a random forest. */
const randomForest = {
  nEstimators: hyperparameter(
    'n_estimators',
    integer({ minimum: 1, maximum: 2000, description: 'Number of trees.' }),
    100,
  ),
  /** `null`: as deep as the leaves' minimum size allows. */
  maxDepth: hyperparameter(
    'max_depth',
    nullable(integer({ minimum: 1, maximum: 1000 }), {
      description: 'Deepest level of a tree; no limit by default.',
    }),
    null,
  ),
  /** By default large enough that the share of defaults in a leaf is a probability. */
  minSamplesLeaf: hyperparameter(
    'min_samples_leaf',
    integer({ minimum: 1, maximum: 1_000_000, description: 'Fewest loans in a leaf.' }),
    200,
  ),
  maxFeatures: hyperparameter(
    'max_features',
    union([integer({ minimum: 1, maximum: 1000 }), literals(['sqrt'])], {
      description: 'Features looked at for each split.',
    }),
    'sqrt',
  ),
  calibration: hyperparameter(
    'calibration',
    literals(['sigmoid', 'none'], {
      description:
        'How the share of defaults in a leaf becomes a probability. none: the share is the probability.',
    }),
    'sigmoid',
  ),
} as const satisfies Hyperparameters;

/** Members of `stages.training.algorithm` of a logistic regression. */
const logisticRegression = {
  c: hyperparameter(
    'C',
    number({ exclusiveMinimum: 0, maximum: 1e9, description: 'Inverse strength of the regularisation.' }),
    1,
  ),
  maxIter: hyperparameter(
    'max_iter',
    integer({ minimum: 1, maximum: 1_000_000, description: 'Most steps of the solver.' }),
    1000,
  ),
} as const satisfies Hyperparameters;

/** Every hyperparameter of a training job, by its place in the configuration. */
export const hyperparameterTable = {
  job,
  split,
  algorithms: { 'random-forest': randomForest, 'logistic-regression': logisticRegression },
  defaultAlgorithm: 'random-forest',
} as const;
