// What all stacks have in common: where they are, and their tags.
import type { PipelineConfig } from '@credit-risk/config';
import { Stack, Tags } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { stackNames } from './names';

/** An empty stack of a deployment. */
export const stackOf = (
  app: Construct,
  config: PipelineConfig,
  kind: 'data' | 'api',
  description: string,
): Stack => {
  const { aws, project, environment, tags } = config;
  const stack = new Stack(app, stackNames(config)[kind], {
    env: { account: aws.accountId, region: aws.region },
    description,
    analyticsReporting: false,
  });
  const own = { 'credit-risk:project': project, 'credit-risk:environment': environment };
  for (const [key, value] of Object.entries({ ...tags, ...own })) Tags.of(stack).add(key, value);
  return stack;
};
