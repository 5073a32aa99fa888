// Feature groups at SageMaker.
import {
  CreateFeatureGroupCommand,
  type CreateFeatureGroupCommandInput,
  DeleteFeatureGroupCommand,
  DescribeFeatureGroupCommand,
  type DescribeFeatureGroupCommandOutput,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { send, type SendOptions } from '@credit-risk/aws-effects';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { FeatureGroups, FeatureGroupSpec, FeatureGroupState } from './feature-group';

const toInput = (spec: FeatureGroupSpec): CreateFeatureGroupCommandInput => {
  const { definition, onlineStore, offlineStore } = spec;
  const online = onlineStore.kmsKeyId === null ? {} : { SecurityConfig: { KmsKeyId: onlineStore.kmsKeyId } };
  const offline =
    offlineStore === null
      ? {}
      : {
          OfflineStoreConfig: {
            S3StorageConfig: {
              S3Uri: offlineStore.uri,
              ...(offlineStore.kmsKeyId === null ? {} : { KmsKeyId: offlineStore.kmsKeyId }),
            },
          },
        };
  return {
    FeatureGroupName: spec.name,
    Description: spec.description,
    RoleArn: spec.roleArn,
    RecordIdentifierFeatureName: definition.recordIdentifierFeatureName,
    EventTimeFeatureName: definition.eventTimeFeatureName,
    FeatureDefinitions: [...definition.featureDefinitions],
    OnlineStoreConfig: { EnableOnlineStore: true, StorageType: onlineStore.storageType, ...online },
    Tags: Object.entries(spec.tags).map(([Key, Value]) => ({ Key, Value })),
    ...offline,
  };
};

const toState = (response: DescribeFeatureGroupCommandOutput): FeatureGroupState => ({
  name: response.FeatureGroupName ?? '',
  arn: response.FeatureGroupArn ?? '',
  status: response.FeatureGroupStatus ?? '',
  failureReason: response.FailureReason ?? null,
  definition: {
    recordIdentifierFeatureName: response.RecordIdentifierFeatureName ?? '',
    eventTimeFeatureName: response.EventTimeFeatureName ?? '',
    featureDefinitions: (response.FeatureDefinitions ?? []).map(({ FeatureName, FeatureType }) => ({
      FeatureName: FeatureName ?? '',
      FeatureType: FeatureType ?? 'String',
    })),
  },
  storageType: response.OnlineStoreConfig?.EnableOnlineStore === true ? storageTypeOf(response) : null,
  offlineUri: response.OfflineStoreConfig?.S3StorageConfig?.S3Uri ?? null,
  resolvedOfflineUri: response.OfflineStoreConfig?.S3StorageConfig?.ResolvedOutputS3Uri ?? null,
});

const storageTypeOf = ({ OnlineStoreConfig }: DescribeFeatureGroupCommandOutput): string =>
  OnlineStoreConfig?.StorageType ?? 'Standard';

/**
 * The port to SageMaker.
 *
 * @example
 * const groups = sageMakerFeatureGroups(new SageMakerClient({}));
 */
export const sageMakerFeatureGroups = (
  client: SageMakerClient,
  options: SendOptions = {},
): FeatureGroups => ({
  create: (spec) =>
    pipe(
      send(client, new CreateFeatureGroupCommand(toInput(spec)), options),
      TE.map(() => undefined),
    ),
  describe: (name) =>
    pipe(send(client, new DescribeFeatureGroupCommand({ FeatureGroupName: name }), options), TE.map(toState)),
  remove: (name) =>
    pipe(
      send(client, new DeleteFeatureGroupCommand({ FeatureGroupName: name }), options),
      TE.map(() => undefined),
    ),
});
