// A feature group to be created.
import { backoff, systemClock } from '@credit-risk/aws-effects';
import { featureGroupDefinition } from '@credit-risk/loan-features';
import type { FeatureGroupSpec, GroupPatience } from '../src/index';

export const groupSpec = (name: string): FeatureGroupSpec => ({
  name,
  description: 'Features of the newest loan of each client',
  definition: featureGroupDefinition,
  roleArn: 'arn:aws:iam::123456789012:role/feature-store',
  onlineStore: { storageType: 'Standard_V2', kmsKeyId: null },
  offlineStore: null,
  tags: { project: 'risk' },
});

export const quickPatience: GroupPatience = {
  clock: systemClock,
  policy: backoff({ first: 10, longest: 100 }),
  random: Math.random,
  surviveErrorsFor: 5000,
  giveUpAfter: 20_000,
};
