// What the runner of the pipeline may do.
import type { PipelineConfig } from '@credit-risk/config';
import { namesBeginWith } from '@credit-risk/sagemaker-jobs';
import { bucketArn, bucketOf, objectsOf, sageMakerArn } from '../arns';
import { useOfBucketKey, useOfNamedKeys } from './encryption';
import { executionRoleArns } from './execution-roles';
import type { Permission } from './permission';
import { runsOf } from './what-jobs-need';

const severalNames = 'Each run gives its own names, which start with project and environment.';

const storage = (config: PipelineConfig): readonly Permission[] => {
  const { artifactsUri, dataset } = config;
  const buckets = new Set([bucketOf(artifactsUri), bucketOf(dataset.uri)]);
  return [
    {
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [objectsOf(config, runsOf(config))],
      why: 'Configuration, attempts, leases and manifests of all runs; features, which it registers.',
    },
    {
      actions: ['s3:ListBucket'],
      resources: [...buckets].map((bucket) => bucketArn(config, bucket)),
      why: 'It looks whether the data set is there, which files have the features, and whether a run was begun.',
    },
  ];
};

const jobs = (config: PipelineConfig): readonly Permission[] => {
  const jobArns = ['processing-job', 'training-job'].map((kind) =>
    sageMakerArn(config, kind, `${namesBeginWith(config)}*`),
  );
  const [processing = '', training = ''] = jobArns;
  return [
    {
      actions: ['sagemaker:CreateProcessingJob', 'sagemaker:DescribeProcessingJob'],
      resources: [processing],
      why: `Feature engineering. ${severalNames}`,
    },
    {
      actions: ['sagemaker:CreateTrainingJob', 'sagemaker:DescribeTrainingJob'],
      resources: [training],
      why: `Training. ${severalNames}`,
    },
    {
      actions: ['sagemaker:StopProcessingJob', 'sagemaker:StopTrainingJob'],
      resources: jobArns,
      why: `A run that is interrupted stops its job. ${severalNames}`,
      unseen: 'Only a run that is interrupted stops a job.',
    },
  ];
};

const serving = (config: PipelineConfig): readonly Permission[] => {
  const named = `${namesBeginWith(config)}*`;
  const model = sageMakerArn(config, 'model', named);
  const endpointConfig = sageMakerArn(config, 'endpoint-config', named);
  const endpoint = sageMakerArn(config, 'endpoint', config.stages.createEndpoint.endpointName);
  return [
    {
      actions: ['sagemaker:CreateModel', 'sagemaker:DescribeModel'],
      resources: [model],
      why: `The model of a run. ${severalNames}`,
    },
    {
      actions: ['sagemaker:CreateEndpointConfig', 'sagemaker:DescribeEndpointConfig'],
      resources: [endpointConfig],
      why: `What a run deploys. ${severalNames}`,
    },
    {
      actions: ['sagemaker:CreateEndpoint', 'sagemaker:DescribeEndpoint'],
      resources: [endpoint, endpointConfig],
      why: `The endpoint with what it serves. ${severalNames}`,
    },
    {
      actions: ['sagemaker:UpdateEndpoint'],
      resources: [endpoint, endpointConfig],
      why: `A later run serves its model from the same endpoint. ${severalNames}`,
      unseen: 'Only the second run of a configuration finds an endpoint.',
    },
  ];
};

const features = (config: PipelineConfig): readonly Permission[] => {
  const resources = [sageMakerArn(config, 'feature-group', `${namesBeginWith(config)}*`)];
  return [
    {
      actions: [
        'sagemaker:CreateFeatureGroup',
        'sagemaker:DescribeFeatureGroup',
        'sagemaker:BatchWriteRecord',
        'sagemaker:BatchGetRecord',
      ],
      resources,
      why: 'Registration of features. Each contract version has a separate group.',
    },
    {
      actions: ['sagemaker:ListRecords'],
      resources,
      why: 'Clients that are online but no longer in the file are reported. Each contract version has a separate group.',
    },
    {
      actions: ['sagemaker:UpdateRecord', 'sagemaker:GetRecord'],
      resources,
      why: 'A record that cannot be replaced is repaired. Each contract version has a separate group.',
      unseen: 'Only a corrected file of loans makes records that have to be repaired.',
    },
  ];
};

const tags = (config: PipelineConfig): readonly Permission[] => {
  const kinds = ['processing-job', 'training-job', 'model', 'endpoint-config', 'feature-group'];
  const resources = [
    ...kinds.map((kind) => sageMakerArn(config, kind, `${namesBeginWith(config)}*`)),
    sageMakerArn(config, 'endpoint', config.stages.createEndpoint.endpointName),
  ];
  return [
    {
      actions: ['sagemaker:AddTags'],
      resources,
      why: `Whatever is made is made with its tags. ${severalNames}`,
      unseen:
        'Tags are a part of the request that makes something, and the service asks for this action, too.',
    },
    {
      actions: ['sagemaker:ListTags'],
      resources,
      why: `The digest in a tag shows whether the same request made a job. ${severalNames}`,
      unseen: 'Only a resumed run finds resources of an earlier attempt.',
    },
  ];
};

const roles = (config: PipelineConfig): Permission => ({
  actions: ['iam:PassRole'],
  resources: executionRoleArns(config),
  condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
  why: 'SageMaker takes on the execution roles for the jobs.',
  unseen: 'It is not a call: the service requires it when a job is made.',
});

/** What the runner may do; the key is that of the buckets. */
export const runnerPermissions = (config: PipelineConfig, keyArn: string): readonly Permission[] => [
  ...storage(config),
  useOfBucketKey(keyArn),
  ...jobs(config),
  ...features(config),
  ...serving(config),
  ...tags(config),
  roles(config),
  ...useOfNamedKeys(
    config,
    [config.stages.registerFeatures.onlineKmsKeyId],
    ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:CreateGrant', 'kms:DescribeKey'],
    'The online store is encrypted with this key.',
  ),
];
