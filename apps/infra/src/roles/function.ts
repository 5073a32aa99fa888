// What the function of the scoring API may do.
import type { PipelineConfig } from '@credit-risk/config';
import { contractVersion } from '@credit-risk/loan-features';
import { featureGroupName } from '@credit-risk/sagemaker-jobs';
import { arnOf, sageMakerArn } from '../arns';
import { useOfNamedKeys } from './encryption';
import type { Permission } from './permission';

/** What the function may do; it reads one feature group, asks one endpoint and writes one log of predictions. */
export const functionPermissions = (
  config: PipelineConfig,
  names: { readonly logGroup: string; readonly stream: string },
): readonly Permission[] => {
  const { createEndpoint, registerFeatures } = config.stages;
  return [
    {
      actions: ['sagemaker:BatchGetRecord', 'sagemaker:GetRecord'],
      resources: [sageMakerArn(config, 'feature-group', featureGroupName(config, contractVersion))],
      why: 'The features of the last loans.',
    },
    {
      actions: ['sagemaker:InvokeEndpoint'],
      resources: [sageMakerArn(config, 'endpoint', createEndpoint.endpointName)],
      why: 'Predictions.',
    },
    {
      actions: ['firehose:PutRecordBatch'],
      resources: [arnOf(config, 'firehose', `deliverystream/${names.stream}`)],
      why: 'The prediction log.',
    },
    {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [arnOf(config, 'logs', `log-group:${names.logGroup}:*`)],
      why: "The function's log: Lambda names the streams of the group.",
      unseen: 'Lambda writes the log by itself, with the role of the function.',
    },
    {
      actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
      resources: ['*'],
      why: 'Traces. The actions have no resource.',
      unseen: 'Lambda sends the traces by itself, with the role of the function.',
    },
    ...useOfNamedKeys(
      config,
      [registerFeatures.onlineKmsKeyId],
      ['kms:Decrypt'],
      'The online store is encrypted with this key.',
    ),
  ];
};
