// What a configuration file decodes to, and what is said of a wrong one.
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { arbitraryConfig } from './arbitrary';
import { configDigest, decodeConfig, type PipelineConfig, renderConfigErrors } from './index';
import { minimal, minimalWithout } from './minimal.fixtures';

const sentences = (json: unknown, environment?: string): readonly string[] => {
  const result = decodeConfig(json, environment);
  return E.isLeft(result) ? renderConfigErrors(result.left).split('\n') : [];
};

const decoded = (json: unknown, environment?: string): PipelineConfig | undefined =>
  E.getOrElse((): PipelineConfig | undefined => undefined)(decodeConfig(json, environment));

const withStages = (stages: object): object => ({ ...minimal, stages });

const role = 'arn:aws:iam::111122223333:role/credit-risk';
const network = { subnets: [], securityGroupIds: [], isolation: false };
const job = {
  instanceType: 'ml.m5.xlarge',
  instanceCount: 1,
  volumeSizeInGB: 30,
  maxRuntimeInSeconds: 3600,
  roleArn: role,
  network,
  volumeKmsKeyId: null,
  outputKmsKeyId: null,
};

describe('a minimal configuration', () => {
  it('gets every default', () => {
    expect(decoded(minimal)).toEqual({
      version: 1,
      project: 'credit-risk',
      environment: 'local',
      aws: { partition: 'aws', region: 'eu-west-1', accountId: '111122223333' },
      artifactsUri: 's3://credit-risk/artifacts',
      dataset: { uri: 's3://credit-risk/raw/loans.csv', asOf: 'loan_date' },
      stages: {
        featureEngineering: {
          ...job,
          image: { repository: 'credit-risk/feature-engineering', tag: '0.1.0' },
          engine: 'duckdb',
        },
        registerFeatures: {
          roleArn: role,
          storageType: 'Standard_V2',
          offlineStore: true,
          onlineKmsKeyId: null,
          offlineKmsKeyId: null,
          concurrency: 8,
        },
        training: {
          ...job,
          image: { repository: 'credit-risk/training', tag: '0.1.0' },
          algorithm: {
            name: 'random-forest',
            nEstimators: 100,
            maxDepth: null,
            minSamplesLeaf: 200,
            maxFeatures: 'sqrt',
          },
          seed: 123,
          split: { by: 'person-and-time', testShare: 0.25 },
          decisionThreshold: 'base-rate',
        },
        createModel: {
          image: { repository: 'credit-risk/inference', tag: '0.1.0' },
          roleArn: role,
          network,
        },
        createEndpoint: {
          endpointName: 'credit-risk-local',
          variants: [
            {
              name: 'AllTraffic',
              instanceType: 'ml.m5.large',
              initialInstanceCount: 1,
              initialVariantWeight: 1,
            },
          ],
          dataCapture: null,
          volumeKmsKeyId: null,
        },
      },
      tags: {},
    });
  });

  it('may name its JSON Schema, which is no part of the configuration', () => {
    expect(decoded({ $schema: './x.json', ...minimal })).toEqual(decoded(minimal));
  });

  it('lets a stage have a role of its own', () => {
    const roleArn = 'arn:aws:iam::111122223333:role/training';
    const stages = decoded(withStages({ training: { roleArn } }))?.stages;
    expect([stages?.training.roleArn, stages?.createModel.roleArn]).toEqual([roleArn, role]);
  });

  it('takes an image as a full URI, as a tag alone, or as a repository alone', () => {
    const image = (given: object): unknown =>
      decoded(withStages({ training: { image: given } }))?.stages.training.image;
    expect(image({ uri: 'registry.example/a/b@sha256:00' })).toEqual({
      uri: 'registry.example/a/b@sha256:00',
    });
    expect(image({ tag: '2' })).toEqual({ repository: 'credit-risk/training', tag: '2' });
    expect(image({ repository: 'mine' })).toEqual({ repository: 'mine', tag: '0.1.0' });
  });
});

describe('any configuration with its defaults filled in', () => {
  it('decodes to itself, from its own JSON', () => {
    fc.assert(
      fc.property(arbitraryConfig, (config) => {
        expect(decodeConfig(JSON.parse(JSON.stringify(config)))).toEqual(E.right(config));
      }),
    );
  });

  it('has a digest that the order of its keys does not change, and any value does', () => {
    fc.assert(
      fc.property(arbitraryConfig, (config) => {
        const reversed = Object.fromEntries(Object.entries(config).reverse());
        expect(E.map(configDigest)(decodeConfig(reversed))).toEqual(E.right(configDigest(config)));
        expect(configDigest({ ...config, project: `${config.project}x` })).not.toBe(configDigest(config));
      }),
    );
  });
});

describe('a wrong configuration', () => {
  it('is told everything at once', () => {
    const wrong = {
      ...withStages({
        training: { instancetype: 'ml.m5.large', seed: 1.5, algorithm: { name: 'random-forrest' } },
        featureEngineering: { instanceCount: 3 },
        createModel: { roleArn: 'arn:aws-cn:iam::111122223333:role/x' },
      }),
      dataset: { uri: 's3://credit-risk/loans.csv', asOf: '2020-02-31' },
      enviroments: {},
    };
    expect(sentences(wrong).map((sentence) => sentence.split('; expected one of the keys')[0])).toEqual([
      '$.enviroments is {}',
      '$.dataset.asOf is "2020-02-31"; expected "loan_date" or a day of the calendar (YYYY-MM-DD)',
      '$.stages.featureEngineering.instanceCount is 3; expected 1, because engine duckdb runs on one node ($.stages.featureEngineering.engine; spark takes any number)',
      '$.stages.training.instancetype is "ml.m5.large"',
      `$.stages.training.algorithm.name is "random-forrest"; expected one of "random-forest", "logistic-regression"; did you mean 'random-forest'?`,
      '$.stages.training.seed is 1.5; expected an integer from 0 to 4294967295',
      '$.stages.createModel.roleArn is "arn:aws-cn:iam::111122223333:role/x"; expected an ARN of the partition aws ($.aws.partition)',
    ]);
  });

  it('is told the likely key', () => {
    expect(sentences({ ...minimal, enviroments: {} })[0]).toMatch(/did you mean 'environments'\?$/);
    expect(sentences(withStages({ training: { instance_type: 'ml.m5.large' } }))[0]).toMatch(
      /did you mean 'instanceType'\?$/,
    );
  });

  it('speaks only of the hyperparameters of the algorithm that was chosen', () => {
    const algorithm = { name: 'logistic-regression', nEstimators: 5 };
    expect(sentences(withStages({ training: { algorithm } }))).toEqual([
      '$.stages.training.algorithm.nEstimators is 5; expected one of the keys name, c, maxIter',
    ]);
  });

  it('names the one role at the top when that is what is wrong', () => {
    expect(sentences({ ...minimal, roleArn: 'me' })).toEqual([
      `$.roleArn is "me"; expected a role's ARN such as arn:aws:iam::111122223333:role/credit-risk`,
    ]);
  });

  it('asks for a role where there is none at all', () => {
    const rest = minimalWithout('roleArn');
    expect(sentences(rest)).toHaveLength(4);
    expect(sentences(rest)[0]).toBe(
      "$.stages.featureEngineering.roleArn is missing; expected a role's ARN such as arn:aws:iam::111122223333:role/credit-risk, here or as $.roleArn for all stages",
    );
  });

  it('is not asked for an endpoint name where the project is what is missing', () => {
    expect(sentences(minimalWithout('project'))).toEqual([
      '$.project is missing; expected a project: up to 20 lower-case letters, digits and hyphens',
    ]);
  });

  it.each([[[]], ['x'], [null], [1]])('is told to be an object when it is %j', (json) => {
    expect(sentences(json)).toEqual([`$ is ${JSON.stringify(json)}; expected an object`]);
  });

  it('ends in a result for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (stages, environments) => {
        expect(E.isLeft(decodeConfig({ stages, environments }))).toBe(true);
        expect(E.isLeft(decodeConfig(stages))).toBe(true);
      }),
    );
  });
});

describe('the rules of a configuration', () => {
  const stageError = (stages: object): string | undefined => sentences(withStages(stages))[0];

  it('let spark run on any number of nodes, and duckdb on one', () => {
    expect(stageError({ featureEngineering: { engine: 'spark', instanceCount: 20 } })).toBeUndefined();
    expect(stageError({ featureEngineering: { engine: 'duckdb', instanceCount: 2 } })).toMatch(
      /^\$\.stages\.featureEngineering\.instanceCount is 2; expected 1, .*\$\.stages\.featureEngineering\.engine/,
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

  it('want variants with different names, one of which at least gets requests', () => {
    const variants = (...given: object[]): string | undefined =>
      stageError({ createEndpoint: { variants: given } });
    expect(variants({ name: 'a' }, { name: 'b', initialVariantWeight: 0 })).toBeUndefined();
    expect(variants({ name: 'a' }, { name: 'b' }, { name: 'a' })).toBe(
      '$.stages.createEndpoint.variants[2].name is "a"; expected a name other than that of variant 0',
    );
    expect(variants({ initialVariantWeight: 0 })).toMatch(/expected weights with a sum above 0/);
    expect(variants()).toBe('$.stages.createEndpoint.variants is []; expected a list of at least 1 item');
  });

  it('want ARNs of the own partition, and the partition of the region', () => {
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

  it('take KMS keys by id, alias and ARN', () => {
    const id = '0f0e0d0c-0b0a-4908-8706-050403020100';
    const arn = 'arn:aws:kms:eu-west-1:111122223333';
    const keys = [id, `mrk-${'0'.repeat(32)}`, 'alias/a', `${arn}:key/${id}`, `${arn}:alias/a`];
    expect(keys.map((volumeKmsKeyId) => stageError({ training: { volumeKmsKeyId } }))).toEqual(
      keys.map(() => undefined),
    );
  });
});
