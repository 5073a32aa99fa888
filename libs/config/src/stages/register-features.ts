// From feature files to the feature store.
import { boolean, type Codec, integer, literals, object, withDefault } from '@credit-risk/io-ts-schema';
import { kmsKey, StageRoleArn } from '../aws';
import { defaults } from '../defaults';

export interface RegisterFeatures {
  readonly roleArn: string;
  readonly storageType: 'Standard_V2' | 'InMemory';
  readonly offlineStore: boolean;
  readonly onlineKmsKeyId: string | null;
  readonly offlineKmsKeyId: string | null;
  /** Batches of records in flight at once. */
  readonly concurrency: number;
  /** Clients whose record is in the store, and who have no loan in the data. */
  readonly clientsWithoutLoans: 'keep' | 'fail';
}

export const RegisterFeatures: Codec<RegisterFeatures> = object(
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
    concurrency: withDefault(
      integer({ minimum: 1, maximum: 64, description: 'Batches of 25 records in flight at once.' }),
      defaults.registerFeatures.concurrency,
    ),
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
