// How an environment's overlay changes the base.
import * as E from 'fp-ts/Either';
import { decodeConfig, type PipelineConfig, renderConfigErrors } from './index';
import { minimal, minimalWithout } from './minimal.fixtures';

const sentences = (json: unknown, environment?: string): readonly string[] => {
  const result = decodeConfig(json, environment);
  return E.isLeft(result) ? renderConfigErrors(result.left).split('\n') : [];
};

const decoded = (json: unknown, environment?: string): PipelineConfig | undefined =>
  E.getOrElse((): PipelineConfig | undefined => undefined)(decodeConfig(json, environment));

const over = (base: object, production: object): object => ({
  ...minimal,
  ...base,
  environments: { production, staging: {} },
});

describe('an overlay', () => {
  it('is merged into the base, object by object, for the requested environment', () => {
    const file = over(
      { stages: { training: { seed: 7, split: { by: 'time' } } }, tags: { a: '1' } },
      { stages: { training: { split: { testShare: 0.5 }, volumeSizeInGB: 99 } }, tags: { b: '2' } },
    );
    const config = decoded(file, 'production');
    expect(config?.environment).toBe('production');
    expect(config?.stages.training).toMatchObject({
      seed: 7,
      volumeSizeInGB: 99,
      split: { by: 'time', testShare: 0.5 },
    });
    expect(config?.tags).toEqual({ a: '1', b: '2' });
    expect(config?.stages.createEndpoint.endpointName).toBe('credit-risk-production');
  });

  it("is chosen by the file's own environment if none is requested", () => {
    const file = over({ environment: 'production' }, { stages: { training: { seed: 9 } } });
    expect(decoded(file)?.stages.training.seed).toBe(9);
  });

  it('is not applied in the environment of the base', () => {
    const file = over({}, { stages: { training: { seed: 9 } } });
    expect(decoded(file)?.stages.training.seed).toBe(123);
    expect(decoded(file, 'local')).toEqual(decoded(file));
  });

  it('may add what the base leaves out', () => {
    const base = minimalWithout('artifactsUri', 'environment');
    const file = { ...base, environments: { production: { artifactsUri: 's3://production' } } };
    expect(decoded(file, 'production')?.artifactsUri).toBe('s3://production');
    expect(sentences(file)).toEqual([
      '$.environment is missing; expected an environment: up to 12 lower-case letters, digits and hyphens',
      '$.artifactsUri is missing; expected s3://bucket or s3://bucket/prefix, without a slash at its end',
    ]);
  });

  it('replaces lists whole', () => {
    const variants = [{ name: 'blue' }, { name: 'green' }];
    const file = over(
      { stages: { createEndpoint: { variants } } },
      {
        stages: { createEndpoint: { variants: [{ name: 'canary' }] } },
      },
    );
    expect(decoded(file, 'production')?.stages.createEndpoint.variants).toMatchObject([{ name: 'canary' }]);
  });

  it('tunes the algorithm of the base, or replaces it', () => {
    const base = { stages: { training: { algorithm: { name: 'random-forest', nEstimators: 5 } } } };
    const algorithm = (overlay: object): unknown =>
      decoded(over(base, { stages: { training: { algorithm: overlay } } }), 'production')?.stages.training
        .algorithm;
    expect(algorithm({ minSamplesLeaf: 1 })).toMatchObject({ nEstimators: 5, minSamplesLeaf: 1 });
    expect(algorithm({ name: 'random-forest', maxDepth: 3 })).toMatchObject({ nEstimators: 5, maxDepth: 3 });
    expect(algorithm({ name: 'logistic-regression', c: 2 })).toEqual({
      name: 'logistic-regression',
      c: 2,
      maxIter: 1000,
    });
  });

  it('changes the tag of an image, or replaces the image', () => {
    const base = { stages: { training: { image: { repository: 'mine', tag: '1' } } } };
    const image = (overlay: object): unknown =>
      decoded(over(base, { stages: { training: { image: overlay } } }), 'production')?.stages.training.image;
    expect(image({ tag: '2' })).toEqual({ repository: 'mine', tag: '2' });
    expect(image({ uri: 'registry.example/a:1' })).toEqual({ uri: 'registry.example/a:1' });
  });

  it('changes the role of all stages without their own', () => {
    const production = 'arn:aws:iam::111122223333:role/production';
    const own = 'arn:aws:iam::111122223333:role/own';
    const file = over({ stages: { createModel: { roleArn: own } } }, { roleArn: production });
    const stages = decoded(file, 'production')?.stages;
    expect([stages?.training.roleArn, stages?.createModel.roleArn]).toEqual([production, own]);
  });
});

describe('an unknown environment', () => {
  it('is an error that names the known ones', () => {
    expect(sentences(over({}, {}), 'prod')).toEqual([
      'Environment "prod" is unknown; known are production, staging, local',
    ]);
    expect(decodeConfig(over({}, {}), 'constructor')).toEqual(
      E.left({
        _tag: 'UnknownEnvironment',
        environment: 'constructor',
        known: ['production', 'staging', 'local'],
      }),
    );
  });
});

describe('a wrong overlay', () => {
  const wrong = over({}, { stages: { training: { seed: 'x', algoritm: 1 } }, version: 1 });
  const said = [
    '$.environments.production.version is 1; expected one of the keys',
    '$.environments.production.stages.training.algoritm is 1; expected one of the keys',
    '$.environments.production.stages.training.seed is "x"; expected an integer from 0 to 4294967295',
  ];

  it.each([undefined, 'production', 'staging'])(
    'yields each error once, with its place in the overlay, when %s is requested',
    (environment) => {
      expect(sentences(wrong, environment)).toEqual(said.map((start) => expect.stringContaining(start)));
    },
  );

  it('yields the hyperparameter that its algorithm lacks', () => {
    const algorithm = { name: 'logistic-regression', nEstimators: 5 };
    expect(sentences(over({}, { stages: { training: { algorithm } } }), 'production')).toEqual([
      '$.environments.production.stages.training.algorithm.nEstimators is 5; expected one of the keys name, c, maxIter',
    ]);
  });

  it('that breaks a rule together with the base yields the place in the overlay', () => {
    const file = over({}, { stages: { featureEngineering: { instanceCount: 4 } } });
    expect(sentences(file, 'production')).toEqual([
      expect.stringContaining('$.environments.production.stages.featureEngineering.instanceCount is 4'),
    ]);
    expect(sentences(file)).toEqual([]);
    expect(sentences(over({}, { roleArn: 'arn:aws-cn:iam::111122223333:role/x' }), 'production')).toEqual([
      expect.stringContaining('$.environments.production.roleArn is "arn:aws-cn'),
    ]);
  });

  it('that has an object in place of a single value yields one error', () => {
    expect(sentences(over({}, { tags: { a: { b: 1 } }, extra: { c: 1 } }), 'production')).toEqual([
      expect.stringContaining('$.environments.production.extra is {"c":1}; expected one of the keys'),
      '$.environments.production.tags.a is {"b":1}; expected a tag value',
    ]);
  });

  it('is expected to be an object', () => {
    expect(sentences({ ...minimal, environments: { production: 1 } }, 'production')).toEqual([
      expect.stringContaining('$.environments.production is 1; expected an object'),
    ]);
    expect(sentences({ ...minimal, environments: [] })).toEqual([
      expect.stringContaining('$.environments is []; expected an object'),
    ]);
  });
});
