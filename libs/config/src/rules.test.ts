// The rules that a configuration has to keep, each by an example that breaks it.
import * as E from 'fp-ts/Either';
import { decodeConfig, renderConfigErrors } from './index';
import { minimal } from './minimal.fixtures';

const sentences = (json: unknown): readonly string[] => {
  const result = decodeConfig(json);
  return E.isLeft(result) ? renderConfigErrors(result.left).split('\n') : [];
};

const withStages = (stages: object): object => ({ ...minimal, stages });

const role = minimal.roleArn;

describe('the rules of a configuration', () => {
  const stageError = (stages: object): string | undefined => sentences(withStages(stages))[0];

  it('let spark run on any number of nodes, and duckdb on one', () => {
    expect(stageError({ featureEngineering: { engine: 'spark', instanceCount: 20 } })).toBeUndefined();
    expect(stageError({ featureEngineering: { engine: 'duckdb', instanceCount: 2 } })).toMatch(
      /^\$\.stages\.featureEngineering\.instanceCount is 2; expected 1, .*\$\.stages\.featureEngineering\.engine/,
    );
  });

  it('let a Spark cluster reach S3, and one node be isolated', () => {
    const isolated = { engine: 'spark', network: { isolation: true } };
    expect(stageError({ featureEngineering: isolated })).toBeUndefined();
    expect(stageError({ featureEngineering: { ...isolated, instanceCount: 2 } })).toMatch(
      /^\$\.stages\.featureEngineering\.network\.isolation is true; expected false, because the nodes of a Spark/,
    );
  });

  it('let training run on one node', () => {
    expect(stageError({ training: { instanceCount: 2 } })).toBe(
      '$.stages.training.instanceCount is 2; expected 1, because training runs on one node',
    );
  });

  it('want security groups with subnets, and subnets with security groups', () => {
    const subnets = ['subnet-0123456789abcdef0'];
    const securityGroupIds = ['sg-0123456789abcdef0'];
    expect(stageError({ training: { network: { subnets, securityGroupIds } } })).toBeUndefined();
    expect(stageError({ training: { network: { subnets } } })).toMatch(
      /^\$\.stages\.training\.network\.securityGroupIds is \[\]/,
    );
    expect(stageError({ training: { network: { securityGroupIds } } })).toMatch(
      /^\$\.stages\.training\.network\.subnets is \[\]/,
    );
  });

  it('want variants with different names, at least one of which gets requests', () => {
    const variants = (...given: object[]): string | undefined =>
      stageError({ createEndpoint: { variants: given } });
    expect(variants({ name: 'a' }, { name: 'b', initialVariantWeight: 0 })).toBeUndefined();
    expect(variants({ name: 'a' }, { name: 'b' }, { name: 'a' })).toBe(
      '$.stages.createEndpoint.variants[2].name is "a"; expected a name other than that of variant 0',
    );
    expect(variants({ initialVariantWeight: 0 })).toMatch(/expected weights with a sum above 0/);
    expect(variants()).toBe('$.stages.createEndpoint.variants is []; expected a list of at least 1 item');
  });

  it('want ARNs of the configured partition, and the partition of the region', () => {
    const china = { ...minimal, aws: { ...minimal.aws, partition: 'aws-cn', region: 'cn-north-1' } };
    expect(sentences(china)).toEqual([
      `$.roleArn is "${role}"; expected an ARN of the partition aws-cn ($.aws.partition)`,
    ]);
    expect(sentences({ ...minimal, aws: { ...minimal.aws, region: 'us-gov-west-1' } })[0]).toBe(
      '$.aws.partition is "aws"; expected aws-us-gov, the partition of us-gov-west-1 ($.aws.region)',
    );
  });

  it.each([
    [{ training: { split: { testShare: 0 } } }, 'testShare is 0'],
    [{ training: { split: { testShare: 1 } } }, 'testShare is 1'],
    [{ training: { decisionThreshold: 1 } }, 'decisionThreshold is 1'],
    [{ training: { seed: 2 ** 32 } }, 'seed is 4294967296'],
    [{ training: { seed: -1 } }, 'seed is -1'],
    [{ training: { maxRuntimeInSeconds: 0 } }, 'maxRuntimeInSeconds is 0'],
    [{ training: { instanceType: 'm5.large' } }, 'instanceType is "m5.large"'],
    [{ training: { volumeKmsKeyId: 'my key' } }, 'volumeKmsKeyId is "my key"'],
    [
      { training: { network: { subnets: ['vpc-1'], securityGroupIds: ['sg-12345678'] } } },
      'subnets[0] is "vpc-1"',
    ],
    [{ training: { algorithm: { name: 'random-forest', maxFeatures: 'log2' } } }, 'maxFeatures is "log2"'],
    [{ createEndpoint: { endpointName: 'a_b' } }, 'endpointName is "a_b"'],
    [{ createEndpoint: { dataCapture: { destinationUri: 's3://credit-risk/x/' } } }, 'destinationUri is'],
  ])('refuse %j', (stages, said) => {
    expect(sentences(withStages(stages))).toEqual([expect.stringContaining(said)]);
  });

  it.each([
    [{ aws: { region: 'eu-west-1', accountId: '123' } }, '$.aws.accountId is "123"'],
    [{ aws: { region: 'Ireland', accountId: '111122223333' } }, '$.aws.region is "Ireland"'],
    [{ artifactsUri: 's3://credit-risk/' }, '$.artifactsUri is "s3://credit-risk/"'],
    [{ artifactsUri: 'credit-risk' }, '$.artifactsUri is "credit-risk"'],
    [{ dataset: { uri: '/data/loans.csv' } }, '$.dataset.uri is "/data/loans.csv"'],
    [{ project: 'Credit' }, '$.project is "Credit"'],
    [{ environment: 'much-too-long' }, '$.environment is "much-too-long"'],
    [{ tags: { 'aws:x': 'y' } }, 'free to choose: aws: and credit-risk: are reserved'],
    [{ version: '1' }, '$.version is "1"; expected 1'],
  ])('refuse %j at the top', (part, said) => {
    expect(sentences({ ...minimal, ...part })).toContainEqual(expect.stringContaining(said));
  });

  it.each([
    [{ authorization: { kind: 'none' } }, '$.api.authorization.kind is "none"'],
    [{ authorization: { kind: 'iam', issuer: 'https://a' } }, '$.api.authorization.issuer is "https://a"'],
    [
      { authorization: { kind: 'jwt', issuer: 'http://issuer.example.com', audience: 'a' } },
      "expected the issuer's URL: https, or http on this machine",
    ],
    [{ corsOrigins: ['https://desk.example.com/'] }, 'expected an origin such as'],
    [{ corsOrigins: ['*'] }, '$.api.corsOrigins[0] is "*"'],
    [{ throttle: { rate: 5 } }, '$.api.throttle.rate is 5'],
    [{ throttle: { burst: 0 } }, '$.api.throttle.burst is 0'],
    [{ logRetentionDays: 31 }, '$.api.logRetentionDays is 31'],
    [{ timeBudgetMilliseconds: 29_500 }, '$.api.timeBudgetMilliseconds is 29500'],
    [{ alarms: { faultPercentage: 0 } }, '$.api.alarms.faultPercentage is 0'],
    [
      { alarms: { topicArn: 'arn:aws-cn:sns:cn-north-1:111122223333:alarms' } },
      'expected an ARN of the partition aws',
    ],
  ])('refuse the API %j', (api, said) => {
    expect(sentences({ ...minimal, api })).toContainEqual(expect.stringContaining(said));
  });

  it.each(['http://127.0.0.1:4011', 'http://localhost:80/a', 'https://login.example.com/tenant/v2.0'])(
    'take tokens of the issuer %s',
    (issuer) => {
      const api = { authorization: { kind: 'jwt', issuer, audience: 'credit-risk' } };
      expect(sentences({ ...minimal, api })).toEqual([]);
    },
  );

  it('take KMS keys by id, alias and ARN', () => {
    const id = '0f0e0d0c-0b0a-4908-8706-050403020100';
    const arn = 'arn:aws:kms:eu-west-1:111122223333';
    const keys = [id, `mrk-${'0'.repeat(32)}`, 'alias/a', `${arn}:key/${id}`, `${arn}:alias/a`];
    expect(keys.map((volumeKmsKeyId) => stageError({ training: { volumeKmsKeyId } }))).toEqual(
      keys.map(() => undefined),
    );
  });
});
