// The features of one loan as a value, and its codec, from a table of features.
import { type Codec, codecOf, type FieldShape, type Shape } from '@credit-risk/io-ts-schema';
import type { Feature, FeatureTable } from './feature-table';

type ValueOf<F extends Feature> =
  (F['type'] extends 'flag' ? 0 | 1 : number) | (F['nullable'] extends true ? null : never);

/** The vector of a table: a member for each feature, null where nullable. */
export type VectorOf<T extends FeatureTable> = { readonly [F in T[number] as F['name']]: ValueOf<F> };

const valueShape = ({ type, minimum, description }: Feature): Shape => {
  if (type === 'flag') return { kind: 'literals', values: [0, 1], description };
  const bound = minimum === null ? {} : { minimum };
  return { kind: 'number', integer: type === 'integer', description, ...bound };
};

const fieldShape = (feature: Feature): FieldShape => {
  const shape = valueShape(feature);
  if (!feature.nullable) return { presence: 'required', shape };
  const orNull: Shape = { kind: 'union', members: [shape, { kind: 'literals', values: [null] }] };
  return { presence: 'default', shape: orNull, default: null };
};

/**
 * The codec of a table's vector. An absent member is null where the feature is nullable; an unknown member is an error.
 *
 * @example
 * decode(featureVectorOf(featureTable))({ nb_previous_loans: 0, age: 32, flag_own_car: 1 });
 * // right({ nb_previous_loans: 0, avg_amount_loans_previous: null, age: 32, years_on_the_job: null, flag_own_car: 1 })
 */
export const featureVectorOf = <const T extends FeatureTable>(table: T): Codec<VectorOf<T>> =>
  codecOf<VectorOf<T>>({
    kind: 'object',
    name: 'FeatureVector',
    description: 'The features of a loan: what a model scores',
    fields: Object.fromEntries(table.map((feature) => [feature.name, fieldShape(feature)])),
  });
