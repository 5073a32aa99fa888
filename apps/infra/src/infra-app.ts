// The CDK app: the two stacks of a configuration.
import type { PipelineConfig } from '@credit-risk/config';
import { App } from 'aws-cdk-lib/core';
import { apiStack } from './api-stack';
import { dataStack } from './data-stack';
import type { FunctionCode } from './scoring-function';

/** The app of a configuration; templates are written to the folder, or where the CDK asks for them. */
export const infraApp = (config: PipelineConfig, code: FunctionCode, outdir?: string): App => {
  const app = new App({
    ...(outdir !== undefined && { outdir }),
    analyticsReporting: false,
    // The tests check the templates, and by more: these take ten seconds at each deployment.
    builtinCloudFormationValidation: false,
    treeMetadata: false,
  });
  dataStack(app, config);
  apiStack(app, config, code);
  return app;
};
