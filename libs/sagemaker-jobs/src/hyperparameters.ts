// Hyperparameters cross the service as text.
import type { Algorithm, Training } from '@credit-risk/config';

const ofAlgorithm = (algorithm: Algorithm): Record<string, string> => {
  switch (algorithm.name) {
    case 'random-forest':
      return {
        n_estimators: String(algorithm.nEstimators),
        max_depth: algorithm.maxDepth === null ? 'none' : String(algorithm.maxDepth),
        min_samples_leaf: String(algorithm.minSamplesLeaf),
        max_features: String(algorithm.maxFeatures),
        calibration: algorithm.calibration,
      };
    case 'logistic-regression':
      return { C: String(algorithm.c), max_iter: String(algorithm.maxIter) };
  }
};

/** What the training container reads from `hyperparameters.json`. */
export const hyperparametersOf = (training: Training): Record<string, string> => ({
  algorithm: training.algorithm.name,
  seed: String(training.seed),
  split_by: training.split.by,
  test_share: String(training.split.testShare),
  decision_threshold: String(training.decisionThreshold),
  ...ofAlgorithm(training.algorithm),
});
