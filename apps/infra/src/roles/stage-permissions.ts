// What SageMaker may do for each stage, by the stage's execution role.
import type { PipelineConfig } from '@credit-risk/config';
import { offlineStoreUri } from '@credit-risk/sagemaker-jobs';
import { arnOf, bucketArn, bucketOf, objectsOf } from '../arns';
import { useOfBucketKey } from './encryption';
import type { Permission } from './permission';
import {
  attach,
  byTheService,
  ofAllRuns,
  outputs,
  pull,
  read,
  runsOf,
  writeTelemetry,
  volumes,
  write,
} from './what-jobs-need';

/** The stages that have an execution role. */
export type StageWithRole = 'featureEngineering' | 'registerFeatures' | 'training' | 'createModel';

const featureEngineering = (config: PipelineConfig): readonly Permission[] => {
  const stage = config.stages.featureEngineering;
  const isCluster = stage.engine === 'spark' && stage.instanceCount > 1;
  return [
    ...read(config, config.dataset.uri, 'The raw loans.'),
    write(config, 'Features, persons, quarantine and summary.'),
    ...(isCluster
      ? [
          {
            actions: ['s3:GetObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
            resources: [objectsOf(config, runsOf(config))],
            why: `Spark commits what it has written by renaming it. ${ofAllRuns}`,
            unseen: 'The cluster of a test writes with the credentials of its machine.',
          },
          {
            actions: ['s3:ListBucket'],
            resources: [bucketArn(config, bucketOf(config.artifactsUri))],
            why: 'Spark looks at what it has written.',
            unseen: 'The cluster of a test writes with the credentials of its machine.',
          },
        ]
      : []),
    ...pull(config, 'featureEngineering'),
    ...attach(stage.network),
    ...volumes(config, stage.volumeKmsKeyId),
    ...outputs(config, stage.outputKmsKeyId),
  ];
};

const registerFeatures = (config: PipelineConfig): readonly Permission[] => {
  const { offlineStore, offlineKmsKeyId } = config.stages.registerFeatures;
  if (!offlineStore) return [];
  const catalog = ['catalog', 'database/sagemaker_featurestore', 'table/sagemaker_featurestore/*'];
  return [
    {
      actions: ['s3:PutObject', 's3:PutObjectAcl'],
      resources: [objectsOf(config, `${offlineStoreUri(config.artifactsUri)}/`)],
      why: 'The offline store, whose files the Feature Store names.',
      unseen: byTheService,
    },
    {
      actions: ['s3:GetBucketAcl', 's3:GetBucketLocation'],
      resources: [bucketArn(config, bucketOf(config.artifactsUri))],
      why: 'The Feature Store looks whose bucket it is, and where.',
      unseen: byTheService,
    },
    {
      actions: ['glue:GetTable', 'glue:UpdateTable'],
      resources: catalog.map((resource) => arnOf(config, 'glue', resource)),
      why: 'The Feature Store gives the offline store a table, and names it by group and date.',
      unseen: byTheService,
    },
    ...outputs(config, offlineKmsKeyId),
  ];
};

const training = (config: PipelineConfig): readonly Permission[] => {
  const stage = config.stages.training;
  return [
    ...read(config, runsOf(config), `Features and persons. ${ofAllRuns}`),
    write(config, 'The model with its metrics.'),
    ...pull(config, 'training'),
    ...attach(stage.network),
    ...volumes(config, stage.volumeKmsKeyId),
    ...outputs(config, stage.outputKmsKeyId),
  ];
};

const createModel = (config: PipelineConfig): readonly Permission[] => {
  const { dataCapture, volumeKmsKeyId } = config.stages.createEndpoint;
  return [
    ...read(config, runsOf(config), `The archive of the model. ${ofAllRuns}`),
    ...(dataCapture === null
      ? []
      : [
          {
            actions: ['s3:PutObject'],
            resources: [objectsOf(config, `${dataCapture.destinationUri}/`)],
            why: 'Captured requests and answers, which the endpoint names by hour.',
            unseen: byTheService,
          },
        ]),
    ...pull(config, 'createModel'),
    ...attach(config.stages.createModel.network),
    ...volumes(config, volumeKmsKeyId),
    ...outputs(config, config.stages.training.outputKmsKeyId),
  ];
};

const ofStage: Readonly<Record<StageWithRole, (config: PipelineConfig) => readonly Permission[]>> = {
  featureEngineering,
  registerFeatures,
  training,
  createModel,
};

/** What the execution role of a stage may do; the key is that of the buckets. */
export const stagePermissions = (
  config: PipelineConfig,
  stage: StageWithRole,
  keyArn: string,
): readonly Permission[] => [
  ...ofStage[stage](config),
  ...(stage === 'registerFeatures' ? [] : writeTelemetry(config)),
  { ...useOfBucketKey(keyArn), unseen: byTheService },
];
