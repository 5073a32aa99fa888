// The rules that AWS's own solutions are held to. What does not keep one is acknowledged beside it, with its reason.
import type { PipelineConfig } from '@credit-risk/config';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type App, Stack, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { infraApp } from '../src/infra-app';
import { configurations, production } from './configurations.fixtures';
import { emptyFunction, newFolder } from './templates.fixtures';

// Making the templates fails where a rule is not kept.
const check = (config: PipelineConfig, change: (app: App) => void = () => undefined) => {
  const folder = newFolder();
  const app = infraApp(config, emptyFunction(folder), { outdir: join(folder, 'templates') });
  change(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  try {
    return app.synth();
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe('the templates keep the rules of cdk-nag', () => {
  it.each(Object.entries(configurations))('of %s', (_name, config) => {
    expect(check(config).stacks).toHaveLength(2);
  });

  it('and would be caught if they did not', () => {
    const careless = (app: App): void => {
      const stack = new Stack(app, 'Careless');
      const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
      const everything = new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] });
      role.attachInlinePolicy(new Policy(stack, 'Policy', { statements: [everything] }));
    };
    expect(() => check(production, careless)).toThrow('AwsSolutions-IAM5[Resource::*]');
  });
});
