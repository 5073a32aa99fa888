// What the templates promise, whatever the configuration.
import type { PipelineConfig } from '@credit-risk/config';
import { type Route, routes } from '@credit-risk/scoring-contract';
import { rmSync } from 'node:fs';
import { configurations, production } from './configurations.fixtures';
import { newFolder, type Resource, resourcesOf, type Template, templatesOf } from './templates.fixtures';

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const made = new Map<PipelineConfig, ReturnType<typeof templatesOf>>();
const madeOf = (config: PipelineConfig) => {
  const found = made.get(config) ?? templatesOf(config, `${folder}/${made.size}`);
  made.set(config, found);
  return found;
};
const text = (value: unknown): string => JSON.stringify(value);

describe.each(Object.entries(configurations))('the templates of %s', (_name, config) => {
  const both = (): readonly Template[] => [madeOf(config).data, madeOf(config).api];
  const all = (type: string): readonly Resource[] =>
    both().flatMap((template) => resourcesOf(template, type));

  it('have buckets that are encrypted, versioned and private, and stay when the stack goes', () => {
    const buckets = all('AWS::S3::Bucket');
    expect(buckets.length).toBeGreaterThanOrEqual(2);
    for (const { Properties, DeletionPolicy } of buckets) {
      expect(Properties).toMatchObject({
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
      });
      expect(text(Properties['BucketEncryption'])).toContain('aws:kms');
      expect(text(Properties['LifecycleConfiguration'])).toContain('NoncurrentVersionExpiration');
      expect(DeletionPolicy).toBe('Retain');
    }
    const policies = all('AWS::S3::BucketPolicy').map(({ Properties }) => text(Properties));
    expect(policies).toHaveLength(buckets.length);
    for (const policy of policies) expect(policy).toContain('{"Bool":{"aws:SecureTransport":"false"}}');
  });

  it('have keys that rotate, and logs that end', () => {
    for (const { Properties } of all('AWS::KMS::Key')) expect(Properties['EnableKeyRotation']).toBe(true);
    const logs = all('AWS::Logs::LogGroup');
    expect(logs).toHaveLength(3);
    for (const { Properties } of logs)
      expect(Properties['RetentionInDays']).toBe(config.api.logRetentionDays);
  });

  it('keep predictions for as long as the configuration says', () => {
    const [predictions] = resourcesOf(madeOf(config).api, 'AWS::S3::Bucket');
    expect(text(predictions)).toContain(`"ExpirationInDays":${config.api.predictionLogRetentionDays},`);
  });

  it('guard every route of the contract, and leave open what the contract leaves open', () => {
    const guards = new Map(
      resourcesOf(madeOf(config).api, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => [
        Properties['RouteKey'],
        [Properties['AuthorizationType'], Properties['AuthorizationScopes']],
      ]),
    );
    const tokens = config.api.authorization.kind === 'jwt';
    for (const { method, path, scope } of Object.values<Route>(routes)) {
      const guarded = tokens ? ['JWT', [scope]] : ['AWS_IAM', undefined];
      expect(guards.get(`${method} ${path}`)).toEqual(scope === null ? ['NONE', undefined] : guarded);
    }
    expect(guards.size).toBe(Object.keys(routes).length + 1);
    expect(guards.get('$default')?.[0] ?? 'NONE').toBe('NONE');
  });

  it('let nothing but a parameter differ between clouds', () => {
    const { Parameters } = madeOf(config).api;
    const urls = ['SageMakerRuntimeUrl', 'FeatureStoreRuntimeUrl', 'FirehoseUrl'];
    expect(Object.keys(Parameters)).toEqual(expect.arrayContaining(urls));
    for (const name of urls) expect(Parameters[name]?.Default).toBe('');
  });

  it('have no client in the access log: route templates, no paths, no addresses', () => {
    const [stage] = resourcesOf(madeOf(config).api, 'AWS::ApiGatewayV2::Stage');
    const log = text(stage?.Properties['AccessLogSettings']);
    expect(log).toContain('$context.routeKey');
    expect(log).not.toMatch(/\$context\.(path|identity|authorizer|http)/);
    expect(stage?.Properties['DefaultRouteSettings']).toMatchObject({
      ThrottlingRateLimit: config.api.throttle.requestsPerSecond,
      ThrottlingBurstLimit: config.api.throttle.burst,
    });
  });
});

describe('a deployment', () => {
  it('notifies the topic of the configuration of every alarm, and shows the four golden signals', () => {
    const { api } = madeOf(production);
    const alarms = resourcesOf(api, 'AWS::CloudWatch::Alarm');
    expect(alarms).toHaveLength(6);
    for (const { Properties } of alarms)
      expect(Properties['AlarmActions']).toEqual([production.api.alarms.topicArn]);
    const [board] = resourcesOf(api, 'AWS::CloudWatch::Dashboard');
    for (const signal of ['Latency', 'Traffic', 'Errors', 'Saturation'])
      expect(text(board?.Properties)).toContain(signal);
  });

  it('publishes a version behind an alias, and lets API Gateway call nothing else', () => {
    const { api } = madeOf(production);
    expect(resourcesOf(api, 'AWS::Lambda::Alias')).toMatchObject([{ Properties: { Name: 'live' } }]);
    for (const { Properties } of resourcesOf(api, 'AWS::Lambda::Permission'))
      expect(text(Properties['FunctionName'])).toMatch(/^{"Ref":"Live/);
  });
});
