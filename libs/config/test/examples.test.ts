// The example configurations: each decodes, each is what the JSON Schema accepts.
import Ajv2020 from 'ajv/dist/2020';
import * as E from 'fp-ts/Either';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configJsonSchema, type PipelineConfig, parseConfig, renderConfigErrors } from '../src/index';

const folder = join(__dirname, '../examples');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const accepts = new Ajv2020({ strictTypes: false, formats: { date: true } }).compile(configJsonSchema);

const decoded = (name: string, environment?: string): PipelineConfig => {
  const result = parseConfig(read(name), environment);
  if (E.isLeft(result)) throw new Error(renderConfigErrors(result.left));
  return result.right;
};

describe('the example configurations', () => {
  it.each(readdirSync(folder))('%s decodes, and the JSON Schema accepts it', (name) => {
    expect(decoded(name).version).toBe(1);
    expect(accepts(JSON.parse(read(name)))).toBe(true);
  });

  it("have the notebook's five trees", () => {
    expect(decoded('notebook-five-trees.json').stages.training.algorithm).toEqual({
      name: 'random-forest',
      nEstimators: 5,
      maxDepth: null,
      minSamplesLeaf: 1,
      maxFeatures: 'sqrt',
      calibration: 'none',
    });
  });

  it('have a logistic regression', () => {
    expect(decoded('logistic-regression.json').stages.training).toMatchObject({
      algorithm: { name: 'logistic-regression', c: 0.5, maxIter: 1000 },
      decisionThreshold: 0.02,
    });
  });

  it('have a production on AWS that differs from its staging', () => {
    const staging = decoded('aws-production.json');
    const production = decoded('aws-production.json', 'production');
    expect([staging.environment, production.environment]).toEqual(['staging', 'production']);
    expect(staging.stages.featureEngineering).toMatchObject({ instanceCount: 2, volumeKmsKeyId: null });
    expect(production.stages.featureEngineering).toMatchObject({
      engine: 'spark',
      instanceCount: 4,
      maxRuntimeInSeconds: 7200,
      roleArn: 'arn:aws:iam::444455556666:role/credit-risk',
    });
    expect(production.stages.training.network.isolation).toBe(true);
    expect(production.stages.createEndpoint.variants.map(({ name }) => name)).toEqual(['blue', 'canary']);
    expect(production.api).toMatchObject({
      authorization: { issuer: 'https://login.example.com/production', audience: 'credit-risk' },
      throttle: { requestsPerSecond: 200, burst: 400 },
    });
    expect(staging.api).toMatchObject({ throttle: { requestsPerSecond: 20, burst: 100 }, corsOrigins: [] });
    expect(production.tags).toEqual(staging.tags);
  });
});
