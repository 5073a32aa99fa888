// What a configuration file decodes to, and the errors of a wrong one.
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
          clientsWithoutLoans: 'keep',
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
            calibration: 'sigmoid',
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
      api: {
        authorization: { kind: 'iam' },
        corsOrigins: [],
        throttle: { requestsPerSecond: 50, burst: 100 },
        timeBudgetMilliseconds: 3000,
        memorySizeInMB: 1024,
        logRetentionDays: 90,
        predictionLogRetentionDays: 762,
        alarms: { topicArn: null, latencyMilliseconds: 1000, faultPercentage: 1 },
      },
      tags: {},
    });
  });

  it('may name its JSON Schema, which is not part of the configuration', () => {
    expect(decoded({ $schema: './x.json', ...minimal })).toEqual(decoded(minimal));
  });

  it('lets a stage have its own role', () => {
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

  it('has a digest that the API does not change: no run is made from it', () => {
    fc.assert(
      fc.property(arbitraryConfig, arbitraryConfig, (config, { api }) => {
        expect(configDigest({ ...config, api })).toBe(configDigest(config));
      }),
    );
  });
});

describe('a wrong configuration', () => {
  it('yields every error at once', () => {
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

  it('yields the likely key', () => {
    expect(sentences({ ...minimal, enviroments: {} })[0]).toMatch(/did you mean 'environments'\?$/);
    expect(sentences({ ...minimal, stagse: {} })[0]).toMatch(/did you mean 'stages'\?$/);
    expect(sentences(withStages({ training: { sede: 1 } }))[0]).toMatch(/did you mean 'seed'\?$/);
    expect(sentences(withStages({ training: { instance_type: 'ml.m5.large' } }))[0]).toMatch(
      /did you mean 'instanceType'\?$/,
    );
  });

  it('yields only the hyperparameters of the chosen algorithm', () => {
    const algorithm = { name: 'logistic-regression', nEstimators: 5 };
    expect(sentences(withStages({ training: { algorithm } }))).toEqual([
      '$.stages.training.algorithm.nEstimators is 5; expected one of the keys name, c, maxIter',
    ]);
  });

  it('names the role at the top if that role is wrong', () => {
    expect(sentences({ ...minimal, roleArn: 'me' })).toEqual([
      `$.roleArn is "me"; expected a role's ARN such as arn:aws:iam::111122223333:role/credit-risk`,
    ]);
  });

  it('asks for a role if there is none', () => {
    const rest = minimalWithout('roleArn');
    expect(sentences(rest)).toHaveLength(4);
    expect(sentences(rest)[0]).toBe(
      "$.stages.featureEngineering.roleArn is missing; expected a role's ARN such as arn:aws:iam::111122223333:role/credit-risk, here or as $.roleArn for all stages",
    );
  });

  it('asks for no endpoint name if the project is missing', () => {
    expect(sentences(minimalWithout('project'))).toEqual([
      '$.project is missing; expected a project: up to 20 lower-case letters, digits and hyphens',
    ]);
  });

  it.each([[[]], ['x'], [null], [1]])('has to be an object and not %j', (json) => {
    expect(sentences(json)).toEqual([`$ is ${JSON.stringify(json)}; expected an object`]);
  });

  it('ends in a result however deep its values are', () => {
    const deep = Array.from({ length: 20_000 }).reduce<unknown>((inner) => [{ a: inner }], 'arn:aws:x');
    const deepObject = Array.from({ length: 20_000 }).reduce<unknown>((inner) => ({ a: inner }), 1);
    expect(sentences({ ...minimal, tags: { deep } })).toHaveLength(1);
    expect(sentences({ ...minimal, environments: { local: { tags: deepObject } } })).toHaveLength(1);
    expect(sentences(deepObject)).not.toHaveLength(0);
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
