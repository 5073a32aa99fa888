// From feature files to the feature store.
import { boolean, type Codec, integer, literals, object, withDefault } from '@credit-risk/io-ts-schema';
import type { TypeOf } from 'io-ts';
import { kmsKey, StageRoleArn } from '../aws/aws';
import { defaults } from '../defaults/defaults';

const registrationFields = object(
  {
    roleArn: StageRoleArn,
    storageType: withDefault(
      literals(['Standard_V2', 'InMemory'], { description: 'How the online store keeps its records.' }),
      defaults.registerFeatures.storageType,
    ),
    offlineStore: withDefault(
      boolean({ description: 'Whether every record is also kept in S3.' }),
      defaults.registerFeatures.offlineStore,
    ),
    onlineKmsKeyId: kmsKey('Encrypts the online store.'),
    offlineKmsKeyId: kmsKey('Encrypts the offline store.'),
    /** Batches of records in flight at once. */
    concurrency: withDefault(
      integer({ minimum: 1, maximum: 64, description: 'Batches of 25 records in flight at once.' }),
      defaults.registerFeatures.concurrency,
    ),
    /** What to do with clients that are in the store but have no loan in the data. */
    clientsWithoutLoans: withDefault(
      literals(['keep', 'fail'], {
        description:
          'What to do when the store has clients without a loan in the data: keep their records and report them, or report them and fail.',
      }),
      defaults.registerFeatures.clientsWithoutLoans,
    ),
  },
  { description: 'The feature group that holds the last features of each client.' },
);

/** The feature group that holds the last features of each client, and how it is filled. */
export interface RegisterFeatures extends TypeOf<typeof registrationFields> {}

/** Codec of the stage that registers features. */
export const RegisterFeatures: Codec<RegisterFeatures> = registrationFields;
