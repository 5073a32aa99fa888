// The CDK app: the two stacks of a configuration.
import type { PipelineConfig } from '@credit-risk/config';
import { App } from 'aws-cdk-lib/core';
import { apiStack } from './api-stack';
import { dataStack } from './data-stack';
import type { FunctionCode } from './scoring-function';

/** How the templates are made. */
export interface InfraOptions {
  /** Folder of the templates. */
  readonly outdir: string;
  /** Values that parameters will have: others are another version of the function. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** The app of a configuration. */
export const infraApp = (
  config: PipelineConfig,
  code: FunctionCode,
  { outdir, parameters = {} }: InfraOptions,
): App => {
  const app = new App({
    outdir,
    analyticsReporting: false,
    // The tests check the templates, and by more: these take ten seconds at each deployment.
    builtinCloudFormationValidation: false,
    treeMetadata: false,
  });
  dataStack(app, config);
  apiStack(app, config, code, parameters);
  return app;
};
