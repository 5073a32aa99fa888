// The trained model with the container that serves it.
import { type Codec, object, withDefault } from '@credit-risk/io-ts-schema';
import { StageRoleArn } from '../aws';
import { defaults } from '../defaults';
import { type Image, imageOf } from '../image';
import { Network } from '../network';

export interface CreateModel {
  readonly image: Image;
  readonly roleArn: string;
  readonly network: Network;
}

export const CreateModel: Codec<CreateModel> = object(
  {
    image: withDefault(imageOf(defaults.repositories.inference), {}),
    roleArn: StageRoleArn,
    network: withDefault(Network, {}),
  },
  { description: 'The model with its container.' },
);
