// The feature group that holds the last features of each client.
import type { CreateFeatureGroupCommandInput, Tag } from '@aws-sdk/client-sagemaker';
import type { RegisterFeatures } from '@credit-risk/config';
import { contractVersion, featureGroupDefinition } from '@credit-risk/loan-features';
import { given } from './instances';
import { featureGroupName } from './names';
import { outputUris } from './output-uris';
import type { Run } from './run';
import { withTags } from './tags';

const onlineStore = (stage: RegisterFeatures): Pick<CreateFeatureGroupCommandInput, 'OnlineStoreConfig'> => ({
  OnlineStoreConfig: {
    EnableOnlineStore: true,
    StorageType: stage.storageType,
    ...given(stage.onlineKmsKeyId, (KmsKeyId) => ({ SecurityConfig: { KmsKeyId } })),
  },
});

const offlineStore = (
  stage: RegisterFeatures,
  uri: string,
): Pick<CreateFeatureGroupCommandInput, 'OfflineStoreConfig'> =>
  stage.offlineStore
    ? {
        OfflineStoreConfig: {
          S3StorageConfig: {
            S3Uri: uri,
            ...given(stage.offlineKmsKeyId, (KmsKeyId) => ({ KmsKeyId })),
          },
        },
      }
    : {};

/**
 * The request that creates the feature group. Its name holds the contract version and the `asOf` mode, not the run:
 * runs of one contract share the group.
 */
export const featureGroup = (run: Run): CreateFeatureGroupCommandInput & { Tags: Tag[] } => {
  const stage = run.config.stages.registerFeatures;
  return withTags(run, 'register-features', {
    FeatureGroupName: featureGroupName(run.config, contractVersion),
    RecordIdentifierFeatureName: featureGroupDefinition.recordIdentifierFeatureName,
    EventTimeFeatureName: featureGroupDefinition.eventTimeFeatureName,
    FeatureDefinitions: [...featureGroupDefinition.featureDefinitions],
    ...onlineStore(stage),
    ...offlineStore(stage, outputUris(run).offlineStore),
    RoleArn: stage.roleArn,
  });
};
