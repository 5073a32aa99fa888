// Files of other versions.
import * as E from 'fp-ts/Either';
import { decodeConfig, renderConfigErrors } from './index';
import { minimal, minimalWithout } from './minimal.fixtures';

const version0 = {
  version: 0,
  project: 'credit-risk',
  environment: 'local',
  region: 'eu-west-1',
  accountId: '111122223333',
  roleArn: 'arn:aws:iam::111122223333:role/credit-risk',
  artifactsUri: 's3://credit-risk/artifacts',
  dataset: 's3://credit-risk/raw/loans.csv',
};

const sentences = (json: unknown): string => {
  const result = decodeConfig(json);
  return E.isLeft(result) ? renderConfigErrors(result.left) : '';
};

describe('a file of version 0', () => {
  it('is read as what it means in version 1', () => {
    expect(decodeConfig(version0)).toEqual(decodeConfig(minimal));
    const subnets = ['subnet-0123456789abcdef0'];
    const securityGroupIds = ['sg-0123456789abcdef0'];
    const network = { subnets, securityGroupIds };
    expect(
      decodeConfig({
        ...version0,
        asOf: '2021-01-01',
        engine: 'spark',
        instanceType: 'ml.m5.2xlarge',
        numberOfNodes: 3,
        subnets,
        securityGroupIds,
        endpointName: 'loans',
        tags: { a: 'b' },
      }),
    ).toEqual(
      decodeConfig({
        ...minimal,
        dataset: { ...minimal.dataset, asOf: '2021-01-01' },
        stages: {
          featureEngineering: { engine: 'spark', instanceType: 'ml.m5.2xlarge', instanceCount: 3, network },
          training: { instanceType: 'ml.m5.2xlarge', network },
          createModel: { network },
          createEndpoint: { endpointName: 'loans' },
        },
        tags: { a: 'b' },
      }),
    );
  });

  it('yields errors in terms of version 0', () => {
    expect(sentences({ ...version0, numberOfNode: 'three' })).toContain("did you mean 'numberOfNodes'?");
    expect(sentences({ ...version0, numberOfNodes: 'three' })).toBe(
      '$.numberOfNodes is "three"; expected an integer',
    );
  });
});

describe('a file of another version', () => {
  it('is refused when it is newer', () => {
    expect(sentences({ version: 2, whatever: true })).toBe(
      'The configuration has version 2; this credit-risk reads up to version 1',
    );
  });

  it.each([-1, 0.5, 'x', null])('is refused when the version is %j', (version) => {
    expect(sentences({ ...minimal, version })).toBe(`$.version is ${JSON.stringify(version)}; expected 1`);
  });

  it('needs a version', () => {
    expect(sentences(minimalWithout('version'))).toBe('$.version is missing; expected 1');
  });
});
