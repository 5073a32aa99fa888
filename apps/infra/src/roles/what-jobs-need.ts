// What containers of SageMaker need, whatever they run: data, an image, a log, a network, keys.
import { imageUri, type Network, type PipelineConfig } from '@credit-risk/config';
import { runsUri } from '@credit-risk/sagemaker-jobs';
import { arnOf, bucketArn, bucketOf, objectsOf } from '../arns';
import { useOfNamedKeys } from './encryption';
import type { Permission } from './permission';

/** Why no test run shows what an execution role is for. */
export const byTheService = 'SageMaker calls it by itself, with the role of the stage.';
/** Why objects of runs are named by a `*`. */
export const ofAllRuns = 'Each run writes below its own id.';

/** Permission to read all objects whose URI starts with this one. */
export const read = (config: PipelineConfig, uri: string, why: string): readonly Permission[] => [
  { actions: ['s3:GetObject'], resources: [objectsOf(config, uri)], why, unseen: byTheService },
  {
    actions: ['s3:ListBucket'],
    resources: [bucketArn(config, bucketOf(uri))],
    why: 'An input is every object whose URI starts with its own.',
    unseen: byTheService,
  },
];

/** Where all runs write. */
export const runsOf = ({ artifactsUri }: PipelineConfig): string => `${runsUri(artifactsUri)}/`;

/** Writing the results of a run. */
export const write = (config: PipelineConfig, what: string): Permission => ({
  actions: ['s3:PutObject'],
  resources: [objectsOf(config, runsOf(config))],
  why: `${what} ${ofAllRuns}`,
  unseen: byTheService,
});

type StageWithImage = 'featureEngineering' | 'training' | 'createModel';

const repository = (config: PipelineConfig, stage: StageWithImage): string | null => {
  const uri = imageUri(config.aws, config.stages[stage].image);
  const [, account, region, name] =
    /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com[.a-z]*\/([^:@]+)/.exec(uri) ?? [];
  return name === undefined
    ? null
    : `arn:${config.aws.partition}:ecr:${region}:${account}:repository/${name}`;
};

/** The image that a stage runs. */
export const pull = (config: PipelineConfig, stage: StageWithImage): readonly Permission[] => {
  const arn = repository(config, stage);
  return arn === null
    ? []
    : [
        {
          actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
          resources: [arn],
          why: 'The image of the stage.',
          unseen: byTheService,
        },
        {
          actions: ['ecr:GetAuthorizationToken'],
          resources: ['*'],
          why: 'The action has no resource: a token is for the registry of the account.',
          unseen: byTheService,
        },
      ];
};

/** Logs and metrics. */
export const writeTelemetry = (config: PipelineConfig): readonly Permission[] => [
  {
    actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    resources: [arnOf(config, 'logs', 'log-group:/aws/sagemaker/*')],
    why: 'What jobs and endpoints write: SageMaker names groups by the kind, and streams by the job.',
    unseen: byTheService,
  },
  {
    actions: ['cloudwatch:PutMetricData'],
    resources: ['*'],
    condition: { StringLike: { 'cloudwatch:namespace': '/aws/sagemaker/*' } },
    why: 'Use of processor and memory by jobs. The action has no resource: the condition names the namespace.',
    unseen: byTheService,
  },
];

/** A place in a VPC, where a network is configured. */
export const attach = (network: Network): readonly Permission[] =>
  network.subnets.length === 0
    ? []
    : [
        {
          actions: [
            'ec2:CreateNetworkInterface',
            'ec2:CreateNetworkInterfacePermission',
            'ec2:DeleteNetworkInterface',
            'ec2:DeleteNetworkInterfacePermission',
            'ec2:DescribeDhcpOptions',
            'ec2:DescribeNetworkInterfaces',
            'ec2:DescribeSecurityGroups',
            'ec2:DescribeSubnets',
            'ec2:DescribeVpcs',
          ],
          resources: ['*'],
          why: 'Containers of a VPC get interfaces there, whose ids are not known before; descriptions have no resource.',
          unseen: byTheService,
        },
      ];

/** Encrypted volumes, where a key is configured. */
export const volumes = (config: PipelineConfig, key: string | null): readonly Permission[] =>
  useOfNamedKeys(
    config,
    [key],
    ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'],
    'Volumes are encrypted with this key.',
  );

/** Encrypted results, where a key is configured. */
export const outputs = (config: PipelineConfig, key: string | null): readonly Permission[] =>
  useOfNamedKeys(
    config,
    [key],
    ['kms:Decrypt', 'kms:GenerateDataKey'],
    'What the job writes is encrypted with this key.',
  );
