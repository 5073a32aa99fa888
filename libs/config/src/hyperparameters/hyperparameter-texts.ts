// Hyperparameters cross the service as text.
import type { AnyCodec, ObjectOf } from '@credit-risk/io-ts-schema';
import type { Algorithm } from './algorithm';
import type { Hyperparameter, HyperparameterValue } from './hyperparameter';
import { hyperparameterTable } from './hyperparameter-table';

const { job, split, algorithms } = hyperparameterTable;

/** The part of the training stage that the table describes. */
export interface TrainingHyperparameters extends ObjectOf<typeof job> {
  readonly split: ObjectOf<typeof split>;
  readonly algorithm: Algorithm;
}

type Texts = Readonly<Record<string, string>>;

/** The text of `null`. */
export const nullText = 'none';

/** A value as the service carries it. */
export const textOf = (value: HyperparameterValue): string => (value === null ? nullText : String(value));

const textsOf = <Member extends string>(
  rows: Readonly<Record<Member, Hyperparameter<AnyCodec>>>,
  values: NoInfer<Readonly<Record<Member, HyperparameterValue>>>,
): Texts => {
  const texts: Record<string, string> = {};
  for (const member in rows) texts[rows[member].wireName] = textOf(values[member]);
  return texts;
};

const ofAlgorithm = (algorithm: Algorithm): Texts => {
  switch (algorithm.name) {
    case 'random-forest':
      return textsOf(algorithms[algorithm.name], algorithm);
    case 'logistic-regression':
      return textsOf(algorithms[algorithm.name], algorithm);
  }
};

/**
 * What the training container reads from `hyperparameters.json`.
 *
 * @example
 * hyperparametersOf({
 *   algorithm: { name: 'logistic-regression', c: 0.5, maxIter: 1000 },
 *   seed: 123,
 *   split: { by: 'time', testShare: 0.25 },
 *   decisionThreshold: 'base-rate',
 * }).C; // '0.5'
 */
export const hyperparametersOf = (training: TrainingHyperparameters): Texts => ({
  algorithm: training.algorithm.name,
  ...textsOf(job, training),
  ...textsOf(split, training.split),
  ...ofAlgorithm(training.algorithm),
});
