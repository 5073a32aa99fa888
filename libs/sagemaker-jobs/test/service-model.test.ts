// Every request that the builders make satisfies the constraints of the service model.
import * as fc from 'fast-check';
import { contractVersion } from '@credit-risk/loan-features';
import {
  createEndpoint,
  endpointConfig,
  featureGroup,
  jobName,
  model,
  outputUris,
  processingJob,
  type Run,
  trainingJob,
  updateEndpoint,
} from '../src/index';
import { arbitraryRun } from '../src/arbitrary-run.fixtures';
import { runWith } from '../src/run.fixtures';
import { enumOf, violations } from './service-model';

const types = fc.record({
  processing: fc.constantFrom(...enumOf('ProcessingInstanceType')),
  training: fc.constantFrom(...enumOf('TrainingInstanceType')),
  variant: fc.constantFrom(...enumOf('ProductionVariantInstanceType')),
});

// Which instance types exist, only the service knows: the codec takes any name of the form.
const runs: fc.Arbitrary<Run> = fc.tuple(arbitraryRun, types).map(([run, type]) => {
  const { stages } = run.config;
  const { featureEngineering, training, createEndpoint: endpoint } = stages;
  const variants = endpoint.variants.map((variant) => ({ ...variant, instanceType: type.variant }));
  return {
    ...run,
    config: {
      ...run.config,
      stages: {
        ...stages,
        featureEngineering: { ...featureEngineering, instanceType: type.processing },
        training: { ...training, instanceType: type.training },
        createEndpoint: { ...endpoint, variants },
      },
    },
  };
});

const requests = (run: Run): Readonly<Record<string, object>> => {
  const { featureEngineering, training } = outputUris(run);
  const data = { featuresUri: featureEngineering.features, personsUri: featureEngineering.persons };
  const endpointConfigName = jobName(run, 'create-endpoint');
  return {
    CreateProcessingJob: processingJob(run),
    CreateFeatureGroup: featureGroup(run),
    CreateTrainingJob: trainingJob(run, data),
    CreateModel: model(run, { modelDataUrl: training.model, contractVersion }),
    CreateEndpointConfig: endpointConfig(run, { modelName: jobName(run, 'create-model') }),
    CreateEndpoint: createEndpoint(run, { endpointConfigName }),
    UpdateEndpoint: updateEndpoint(run, { endpointConfigName }),
  };
};

describe('every request of any run', () => {
  it('satisfies the service model', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const broken = Object.entries(requests(run)).flatMap(([operation, request]) =>
          violations(operation, request).map((violation) => `${operation} ${violation}`),
        );
        expect(broken).toEqual([]);
      }),
    );
  });
});

describe('the check by the service model', () => {
  it.each([
    ['CreateModel', { ModelName: 'a_b' }, ['$.ModelName: a_b does not match']],
    ['CreateEndpoint', { EndpointName: 'a' }, ['$.EndpointConfigName: is missing']],
    [
      'CreateEndpoint',
      { EndpointName: 1, EndpointConfigName: 'a', Name: 'b' },
      ['is not a string', '$.Name: is not known'],
    ],
    ['CreateNothing', {}, ['is not in the service model']],
  ])('finds what is wrong with %s %j', (operation, request, found) => {
    expect(violations(operation, request)).toEqual(found.map((text) => expect.stringContaining(text)));
  });

  it('finds wrong sizes, enumerations and lists inside a request', () => {
    const request = trainingJob(runWith({ training: { instanceType: 'ml.none.large' } }), {
      featuresUri: `s3://a/${'x'.repeat(1100)}`,
      personsUri: 's3://a/b',
    });
    expect(violations('CreateTrainingJob', { ...request, Tags: [{ Key: '', Value: 'v' }] })).toEqual([
      expect.stringMatching(/InputDataConfig\[0\].*S3Uri: 1108 is not within 0\.\.1024/),
      expect.stringContaining('ml.none.large is not in the enumeration'),
      expect.stringContaining('$.Tags[0].Key: 0 is not within 1..128'),
    ]);
  });
});
