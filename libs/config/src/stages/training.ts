// From features to a model.
import {
  type Codec,
  integer,
  literals,
  number,
  object,
  refined,
  union,
  withDefault,
} from '@credit-risk/io-ts-schema';
import { defaults } from '../defaults';
import { type Instances, instancesFields } from '../instances';
import { Algorithm } from './algorithm';

export interface Training extends Instances {
  readonly algorithm: Algorithm;
  readonly seed: number;
  readonly split: { readonly by: 'person-and-time' | 'person' | 'time'; readonly testShare: number };
  /** A probability in (0, 1), or `base-rate`: flag the share of loans that equals the base rate. */
  readonly decisionThreshold: number | 'base-rate';
}

const largestSeed = 2 ** 32 - 1;
const probability = { exclusiveMinimum: 0, exclusiveMaximum: 1 };

const fields: Codec<Training> = object(
  {
    ...instancesFields(defaults.repositories.training),
    algorithm: withDefault(Algorithm, defaults.algorithm),
    seed: withDefault(
      integer({
        minimum: 0,
        maximum: largestSeed,
        description: 'The same seed and data give the same model.',
      }),
      defaults.seed,
    ),
    split: withDefault(
      object(
        {
          by: withDefault(
            literals(['person-and-time', 'person', 'time'], {
              description: 'What keeps the test loans apart from the training loans.',
            }),
            defaults.split.by,
          ),
          testShare: withDefault(
            number({ ...probability, description: 'The share of loans kept for testing.' }),
            defaults.split.testShare,
          ),
        },
        { description: 'How the test loans are chosen.' },
      ),
      {},
    ),
    decisionThreshold: withDefault(
      union([number(probability), literals(['base-rate'])], {
        description:
          'Loans at or above this probability are declined; base-rate: as many as default in the training data.',
      }),
      defaults.decisionThreshold,
    ),
  },
  { description: 'The job that trains the model.' },
);

/** Several nodes would each train the same model. */
export const Training: Codec<Training> = refined(fields, ({ instanceCount }) =>
  instanceCount > 1 ? [{ path: ['instanceCount'], expectation: '1, because training runs on one node' }] : [],
);
