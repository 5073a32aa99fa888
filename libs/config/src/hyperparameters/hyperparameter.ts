// One hyperparameter: a row of the table.
import type { AnyCodec, Codec, Defaulted } from '@credit-risk/io-ts-schema';

/** What the value of a hyperparameter can be; `null` stands for "none". */
export type HyperparameterValue = number | string | null;

/** A member of the configuration, with the name under which the training container reads it. */
export interface Hyperparameter<C extends AnyCodec> extends Defaulted<C> {
  readonly wireName: string;
  readonly default: HyperparameterValue;
}

/** Some rows, by the names of the configuration. */
export type Hyperparameters = Readonly<Record<string, Hyperparameter<AnyCodec>>>;

/** A row: the name for the container (scikit-learn's, where it has one), the values, the default. */
export const hyperparameter = <A extends HyperparameterValue>(
  wireName: string,
  codec: Codec<A>,
  value: NoInfer<A>,
): Hyperparameter<Codec<A>> => ({ presence: 'default', codec, default: value, wireName });
