// From features to a model.
import { type Codec, object, refined, withDefault } from '@credit-risk/io-ts-schema';
import type { TypeOf } from 'io-ts';
import { instancesFields } from '../aws/instances';
import { defaults } from '../defaults/defaults';
import { Algorithm } from '../hyperparameters/algorithm';
import { hyperparameterTable } from '../hyperparameters/hyperparameter-table';

const { job, split, defaultAlgorithm } = hyperparameterTable;

const trainingFields = object(
  {
    ...instancesFields(defaults.repositories.training),
    algorithm: withDefault(Algorithm, { name: defaultAlgorithm }),
    ...job,
    split: withDefault(object(split, { description: 'How the test loans are chosen.' }), {}),
  },
  { description: 'The job that trains the model.' },
);

/** From features to a model: machines, algorithm, split and decision. */
export interface Training extends TypeOf<typeof trainingFields> {}

/** Several nodes would each train the same model. */
export const Training: Codec<Training> = refined(trainingFields, ({ instanceCount }) =>
  instanceCount > 1 ? [{ path: ['instanceCount'], expectation: '1, because training runs on one node' }] : [],
);
