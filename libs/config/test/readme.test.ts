import * as E from 'fp-ts/Either';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaults } from '../src/defaults/defaults';
import { hyperparameterTable } from '../src/hyperparameters/hyperparameter-table';
import { image, said, seed } from './readme-example';

const { job, split, algorithms } = hyperparameterTable;
const { 'random-forest': randomForest, 'logistic-regression': logisticRegression } = algorithms;

const read = (name: string): string => readFileSync(join(__dirname, name), 'utf8');
// As a user of the package writes it: without the first line's comment, imported by the package's name.
const exampleCode = (): string =>
  read('readme-example.ts').split('\n').slice(1).join('\n').replace('../src/index', '@credit-risk/config');

describe('the README', () => {
  it('shows the example as it is run here', () => {
    expect(read('../README.md')).toContain(exampleCode());
    expect(image).toEqual(E.right('111122223333.dkr.ecr.eu-west-1.amazonaws.com/credit-risk/training:0.1.0'));
    expect(seed).toEqual(E.right(7));
    expect(E.isLeft(said) ? said.left : '').toMatch(
      /^\$\.environments\.production\.stages\.training\.sed is 7; .* did you mean 'seed'\?$/,
    );
  });

  it.each([
    ['maxRuntimeInSeconds', defaults.instances.maxRuntimeInSeconds],
    ['instanceType', defaults.instances.instanceType],
    ['volumeSizeInGB', defaults.instances.volumeSizeInGB],
    ['concurrency', defaults.registerFeatures.concurrency],
    ['nEstimators', randomForest.nEstimators.default],
    ['minSamplesLeaf', randomForest.minSamplesLeaf.default],
    ['maxIter', logisticRegression.maxIter.default],
    ['testShare', split.testShare.default],
    ['seed', job.seed.default],
    ['authorization', defaults.api.authorization],
    ['requestsPerSecond', defaults.api.throttle.requestsPerSecond],
    ['burst', defaults.api.throttle.burst],
    ['timeBudgetMilliseconds', defaults.api.timeBudgetMilliseconds],
    ['memorySizeInMB', defaults.api.memorySizeInMB],
    ['logRetentionDays', defaults.api.logRetentionDays],
    ['predictionLogRetentionDays', defaults.api.predictionLogRetentionDays],
    ['latencyMilliseconds', defaults.api.alarms.latencyMilliseconds],
    ['faultPercentage', defaults.api.alarms.faultPercentage],
  ])('gives the default of %s', (member, value) => {
    expect(read('../README.md')).toMatch(new RegExp(`[\`.]${member}\`[^\\n]*\`${JSON.stringify(value)}\``));
  });
});
