// The hyperparameters as JSON, for the training container: names on the wire, ranges, choices and defaults.
import type { AnyCodec, NumberConstraints, Shape } from '@credit-risk/io-ts-schema';
import type { Hyperparameter, Hyperparameters } from './hyperparameter';
import { hyperparameterTable } from './hyperparameter-table';
import { nullText, textOf } from './hyperparameter-texts';

/** A hyperparameter that may be a number lies within its bounds; one with choices may be one of these texts. */
export interface ContractRow extends NumberConstraints {
  readonly name: string;
  readonly type?: 'integer' | 'number';
  readonly choices?: readonly string[];
  /** The text that stands for no value. */
  readonly nullText?: string;
  /** As text, like every value on the wire. */
  readonly default: string;
  readonly description: string;
}

/** What `jobs/contract/hyperparameters.json` holds. */
export interface HyperparameterContract {
  readonly defaultAlgorithm: string;
  /** Of every training job. */
  readonly job: readonly ContractRow[];
  readonly algorithms: Readonly<Record<string, readonly ContractRow[]>>;
}

type Values = Omit<ContractRow, 'name' | 'default' | 'description'>;

const bounds = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;

const boundsOf = (shape: NumberConstraints): NumberConstraints =>
  Object.fromEntries(
    bounds.flatMap((name) => {
      const bound = shape[name];
      return bound === undefined ? [] : [[name, bound]];
    }),
  );

const valuesOf = (shape: Shape): Values => {
  switch (shape.kind) {
    case 'number':
      return { type: shape.integer ? 'integer' : 'number', ...boundsOf(shape) };
    case 'literals': {
      const choices = shape.values.filter((value) => typeof value === 'string');
      return {
        ...(choices.length > 0 ? { choices } : {}),
        ...(shape.values.includes(null) ? { nullText } : {}),
      };
    }
    case 'union':
      return shape.members.reduce<Values>((values, member) => ({ ...values, ...valuesOf(member) }), {});
    default:
      return {};
  }
};

/** One row of the table, as the contract states it. */
export const contractRowOf = ({
  wireName,
  codec,
  default: value,
}: Hyperparameter<AnyCodec>): ContractRow => ({
  name: wireName,
  ...valuesOf(codec.shape),
  default: textOf(value),
  description: codec.shape.description ?? '',
});

const rowsOf = (rows: Hyperparameters): readonly ContractRow[] => Object.values(rows).map(contractRowOf);

/** The table as the contract states it. */
export const hyperparameterContract: HyperparameterContract = {
  defaultAlgorithm: hyperparameterTable.defaultAlgorithm,
  job: [...rowsOf(hyperparameterTable.job), ...rowsOf(hyperparameterTable.split)],
  algorithms: Object.fromEntries(
    Object.entries(hyperparameterTable.algorithms).map(([name, rows]) => [name, rowsOf(rows)]),
  ),
};

/** The text of the generated file. */
export const hyperparameterContractText = `${JSON.stringify(hyperparameterContract, null, 2)}\n`;
