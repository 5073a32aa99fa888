// The reasons for a risk, from the contribution of each feature.
import { type EndpointResponse, featureTable, type FeatureVector } from '@credit-risk/loan-features';
import { mostReasons, type Reason } from './prediction';

/** By how much each feature moves the probability of default away from the mean one. */
export type Contributions = NonNullable<EndpointResponse['predictions'][number]['contributions']>;

const percentagePoints = (contribution: number): string => {
  const points = contribution * 100;
  return points < 0.01 ? 'less than 0.01 percentage points' : `${points.toFixed(2)} percentage points`;
};

const sentence = (statement: string, contribution: number): string =>
  `${statement.charAt(0).toUpperCase()}${statement.slice(1)}, which raises the probability of default by ${percentagePoints(contribution)}.`;

/**
 * The features that raise the risk, strongest first, four at the most. Equal ones stand in the order of the table.
 *
 * @example
 * reasonsOf(features, contributions)[0]?.sentence;
 * // 'The client is 23 years old, which raises the probability of default by 0.41 percentage points.'
 */
export const reasonsOf = (features: FeatureVector, contributions: Contributions): readonly Reason[] =>
  featureTable
    .map(({ name, statement }) => {
      const [value, contribution] = [features[name], contributions[name]];
      return { feature: name, value, contribution, sentence: sentence(statement(value), contribution) };
    })
    .filter(({ contribution }) => contribution > 0)
    .toSorted((a, b) => b.contribution - a.contribution)
    .slice(0, mostReasons);
