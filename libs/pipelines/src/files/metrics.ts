// The metrics of training, as in `metrics.json`.
import {
  array,
  type Codec,
  nullable,
  number,
  object,
  optional,
  record,
  text,
  union,
  boolean,
} from '@credit-risk/io-ts-schema';

type Scalar = string | number | boolean | null;

/** Metrics of a model on the test part; null where a metric is undefined. */
export interface Metrics {
  readonly auc: number | null;
  readonly gini: number | null;
  readonly ks: number | null;
  readonly brier: number | null;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly threshold: number | null;
  readonly baseRate: number | null;
  readonly meanPrediction: number | null;
  readonly calibration?: readonly Readonly<Record<string, number | null>>[];
  /** The same metrics of a constant prediction, the base rate. */
  readonly baseline?: Readonly<Record<string, Scalar>>;
  /** The same metrics of models that are simpler than this one, by `name`. */
  readonly otherBaselines?: readonly Readonly<Record<string, Scalar>>[];
  readonly split?: Readonly<Record<string, Scalar>>;
}

const metric = nullable(number());
const scalars = record(text(), nullable(union([number(), text(), boolean()])));

export const Metrics: Codec<Metrics> = object({
  auc: metric,
  gini: metric,
  ks: metric,
  brier: metric,
  precision: metric,
  recall: metric,
  threshold: metric,
  baseRate: metric,
  meanPrediction: metric,
  calibration: optional(array(record(text(), metric))),
  baseline: optional(scalars),
  otherBaselines: optional(array(scalars)),
  split: optional(scalars),
});

/** The names of the members, for reading them out of a larger file. */
export const metricNames: readonly string[] = [
  'auc',
  'gini',
  'ks',
  'brier',
  'precision',
  'recall',
  'threshold',
  'baseRate',
  'meanPrediction',
  'calibration',
  'baseline',
  'otherBaselines',
  'split',
];
