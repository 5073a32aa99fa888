// From features to a model.
import { type Codec, integer, object, withDefault } from '@credit-risk/io-ts-schema';
import type { TypeOf } from 'io-ts';
import { instancesFields } from '../aws/instances';
import { defaults } from '../defaults/defaults';
import { Algorithm } from '../hyperparameters/algorithm';
import { hyperparameterTable } from '../hyperparameters/hyperparameter-table';

const { job, split, defaultAlgorithm } = hyperparameterTable;

// Several nodes would each train the same model.
const oneNode = integer({
  minimum: 1,
  maximum: 1,
  expectation: '1, because training runs on one node',
  description: 'Number of nodes.',
});

const trainingFields = object(
  {
    ...instancesFields(defaults.repositories.training),
    instanceCount: withDefault(oneNode, defaults.instances.instanceCount),
    algorithm: withDefault(Algorithm, { name: defaultAlgorithm }),
    ...job,
    split: withDefault(object(split, { description: 'How the test loans are chosen.' }), {}),
  },
  { description: 'The job that trains the model.' },
);

/** From features to a model: machines, algorithm, split and decision. */
export interface Training extends TypeOf<typeof trainingFields> {}

/** Codec of the training stage. */
export const Training: Codec<Training> = trainingFields;
