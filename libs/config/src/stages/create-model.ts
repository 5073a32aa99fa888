// The trained model with the container that serves it.
import { type Codec, object, withDefault } from '@credit-risk/io-ts-schema';
import type { TypeOf } from 'io-ts';
import { StageRoleArn } from '../aws/aws';
import { defaults } from '../defaults/defaults';
import { imageOf } from '../aws/image';
import { Network } from '../aws/network';

const modelFields = object(
  {
    image: withDefault(imageOf(defaults.repositories.inference), {}),
    roleArn: StageRoleArn,
    network: withDefault(Network, {}),
  },
  { description: 'The model with its container.' },
);

/** The trained model with the container that serves it. */
export interface CreateModel extends TypeOf<typeof modelFields> {}

/** Codec of the stage that creates the model. */
export const CreateModel: Codec<CreateModel> = modelFields;
