// Buckets, key and roles of the pipeline: made once, kept when the stack goes.
import type { PipelineConfig } from '@credit-risk/config';
import { AccountRootPrincipal, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { CfnOutput, Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { bucketOf } from './arns';
import { privateBucket } from './bucket';
import { encryptionKey } from './encryption-key';
import { nameOf } from './names';
import { executionRoles } from './roles/execution-roles';
import { roleWith } from './roles/permission';
import { runnerPermissions } from './roles/runner';
import { stackOf } from './stack';

// Time to notice that something was overwritten or deleted by mistake.
const daysOfFormerVersions = 30;

const buckets = (stack: Stack, config: PipelineConfig, key: Key): void => {
  const artifacts = bucketOf(config.artifactsUri);
  const dataset = bucketOf(config.dataset.uri);
  const named = artifacts === dataset ? { Artifacts: artifacts } : { Artifacts: artifacts, Dataset: dataset };
  for (const [id, name] of Object.entries(named)) {
    privateBucket(stack, id, {
      name,
      key,
      lifecycleRules: [
        {
          id: 'former-versions',
          noncurrentVersionExpiration: Duration.days(daysOfFormerVersions),
          expiredObjectDeleteMarker: true,
        },
      ],
    });
    new CfnOutput(stack, `${id}Bucket`, { value: name });
  }
};

const roles = (stack: Stack, config: PipelineConfig, { keyArn }: Key): void => {
  const runner = roleWith(stack, 'Runner', runnerPermissions(config, keyArn), {
    roleName: nameOf(config, 'runner'),
    description: 'Runs the training pipeline. Who may take it on, policies of the account say.',
    assumedBy: new AccountRootPrincipal(),
  });
  new CfnOutput(stack, 'RunnerRoleArn', { value: runner.roleArn });
  for (const { name, path, stages, permissions } of executionRoles(config, keyArn))
    roleWith(stack, `Execution-${name}`, permissions, {
      roleName: name,
      path,
      description: `SageMaker takes it on for ${stages.join(', ')}.`,
      assumedBy: new ServicePrincipal('sagemaker.amazonaws.com'),
    });
};

/** The stack of buckets, key and roles. */
export const dataStack = (app: Construct, config: PipelineConfig): Stack => {
  const stack = stackOf(app, config, 'data', 'Buckets, key and roles of the credit-risk pipeline.');
  const key = encryptionKey(stack, nameOf(config, 'data'), 'Encrypts loans, features and models.');
  buckets(stack, config, key);
  roles(stack, config, key);
  new CfnOutput(stack, 'KeyArn', { value: key.keyArn });
  return stack;
};
