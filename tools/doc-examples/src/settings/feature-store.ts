// What the examples of feature-store name. What is only declared wants AWS: examples with it are compiled, and not run.
import { backoff, systemClock } from '@credit-risk/aws-effects';
import type {
  FeatureGroups,
  FeatureGroupSpec,
  GroupError,
  GroupPatience,
  IngestError,
  OfflineObjects,
  OnlineStore,
  ParquetFile,
} from '@credit-risk/feature-store';
import type { ClientId, Loan } from '@credit-risk/loan-features';
import { loan } from './loan-features';

export { SageMakerClient } from '@aws-sdk/client-sagemaker';
export { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';
export { systemClock } from '@credit-risk/aws-effects';
export { toRecord } from '@credit-risk/loan-features';
export * as E from 'fp-ts/Either';
export { loan };

export const group = 'risk-dev-loans-4493e7dde82e209b';

export const patience: GroupPatience = {
  policy: backoff({ first: 250, longest: 10_000 }),
  random: Math.random,
  clock: systemClock,
  surviveErrorsFor: 120_000,
  giveUpAfter: 600_000,
};

export const differs: GroupError = {
  _tag: 'GroupDiffers',
  name: 'g',
  differences: ['age is String, expected Integral'],
};

const one = { clientId: loan.clientId, eventTime: loan.eventTime };
export const notRegistered: IngestError = {
  _tag: 'RecordsNotRegistered',
  report: {
    clients: 1000,
    written: 998,
    repaired: 0,
    unchanged: 0,
    failed: [{ ...one, code: 'InternalFailure', message: 'try again' }],
    stale: [{ ...one, storedEventTime: '2021-01-01T00:00:00.000Z' }],
  },
};

export declare const use: (loan: Loan) => void;
export declare const clientId: ClientId;
export declare const clientIds: readonly ClientId[];
export declare const store: OnlineStore;
export declare const objects: OfflineObjects;
export declare const groups: FeatureGroups;
export declare const spec: FeatureGroupSpec;
export declare const files: readonly ParquetFile[];
export declare const open: ParquetFile['open'];
