import { PutRecordCommand } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { BatchResponse, ClientFeatures, Prediction } from '@credit-risk/scoring-contract';
import { contractVersion } from '@credit-risk/loan-features';
import * as E from 'fp-ts/Either';
import {
  PredictionClientError,
  sageMakerDependencies,
  sageMakerPredictionClient,
  sageMakerPredictions,
} from '../src/sagemaker';
import {
  clientId,
  endpointName,
  featureGroup,
  type ScoringDouble,
  startScoringDouble,
} from '@credit-risk/scoring-double';

let service: ScoringDouble | undefined;

const local = (): ScoringDouble => {
  if (service === undefined) throw new Error('the service is not up');
  return service;
};
const client = (over: { endpointName?: string; featureGroup?: string } = {}) => {
  const { featureStoreRuntime, runtime } = local();
  return sageMakerPredictionClient({ featureStoreRuntime, runtime, featureGroup, endpointName, ...over });
};

beforeAll(async () => {
  service = await startScoringDouble();
  for (const [id, features] of Object.entries({
    '1': { nb_previous_loans: 3 },
    '2': { nb_previous_loans: 40 },
    '70': { age: 70 },
    '80': { age: 80 },
    '81': { age: 81 },
    '90': { age: 90 },
  }))
    await service.put(id, features);
});
afterEach(() => local().setFaults([]));
afterAll(() => service?.stop());

describe('a client of Feature Store and endpoint', () => {
  it("gives the features of a client's last loan", async () => {
    const response = await client().features(clientId('1'))();
    expect(response).toMatchObject(
      E.right({ clientId: '1', loanDate: '2019-06-13', featureGroup, contractVersion }),
    );
    expect(E.isRight(response) && ClientFeatures.is(response.right)).toBe(true);
  });

  it('gives a prediction with the features that it was made of, its model and its reasons', async () => {
    const response = await client().prediction(clientId('2'))();
    expect(response).toMatchObject(
      E.right({
        probabilityOfDefault: 0.4,
        decision: 'decline',
        threshold: 0.05,
        model: { name: 'small', version: 'v1', variant: 'AllTraffic' },
        features: { nb_previous_loans: 40 },
        reasons: [{ feature: 'nb_previous_loans', value: 40, contribution: 0.38 }],
      }),
    );
    expect(E.isRight(response) && Prediction.is(response.right)).toBe(true);
  });

  it('gives many in one call, in the order asked for, and lists who is unknown', async () => {
    const ids = ['2', '5', '1'].map(clientId);
    const response = await client().predictions(ids)();
    expect(response).toMatchObject(
      E.right({
        results: [
          { outcome: 'predicted', prediction: { clientId: '2', probabilityOfDefault: 0.4 } },
          { outcome: 'unknown-client', clientId: '5' },
          { outcome: 'predicted', prediction: { clientId: '1', probabilityOfDefault: 0.03 } },
        ],
        unknownClientIds: ['5'],
      }),
    );
    expect(E.isRight(response) && BatchResponse.is(response.right)).toBe(true);
    expect(JSON.stringify(response)).not.toContain('reasons');
    expect(JSON.stringify(await client().predictions(ids, { reasons: true })())).toContain('reasons');
  });

  it('asks for more than a call can hold in several calls', async () => {
    const ids = Array.from({ length: 230 }, (_, index) => clientId(String(1000 + index)));
    for (const id of ids.slice(0, 3)) await local().put(id, {});
    const response = await client().predictions(ids)();
    expect(E.isRight(response) && response.right.results).toHaveLength(230);
    expect(E.isRight(response) && response.right.unknownClientIds).toHaveLength(227);
    expect(await client().predictions([])()).toEqual(E.right({ results: [], unknownClientIds: [] }));
  });

  it('names a client that is asked for twice', async () => {
    expect(await client().predictions(['1', '2', '1'].map(clientId))()).toMatchObject(
      E.left({ _tag: 'InvalidRequest', faults: [{ path: '$.clientIds[2]' }] }),
    );
  });

  it('distinguishes an unknown client, a missing endpoint and a missing group', async () => {
    expect(await client().prediction(clientId('5'))()).toEqual(
      E.left({ _tag: 'UnknownClient', clientId: '5' }),
    );
    expect(await client({ endpointName: 'none' }).prediction(clientId('1'))()).toMatchObject(
      E.left({ _tag: 'NotReady', dependency: 'endpoint' }),
    );
    expect(await client({ featureGroup: 'none' }).features(clientId('1'))()).toMatchObject(
      E.left({ _tag: 'NotReady', dependency: 'feature-store' }),
    );
  });

  it('distinguishes a model that refuses or returns nonsense from one of another contract', async () => {
    expect(await client().prediction(clientId('80'))()).toMatchObject(E.left({ _tag: 'ModelFailed' }));
    expect(await client().prediction(clientId('90'))()).toMatchObject(E.left({ _tag: 'ModelFailed' }));
    expect(await client().prediction(clientId('81'))()).toMatchObject(E.left({ _tag: 'ContractMismatch' }));
  });

  it('invariant 8: refuses stored features of another contract by name', async () => {
    const Record = [
      { FeatureName: 'id', ValueAsString: '9' },
      { FeatureName: 'event_time', ValueAsString: '2019-06-13T00:00:00.000Z' },
      { FeatureName: 'loan_id', ValueAsString: '9' },
      { FeatureName: 'age', ValueAsString: '40' },
    ];
    await local().featureStoreRuntime.send(new PutRecordCommand({ FeatureGroupName: featureGroup, Record }));
    const response = await client().prediction(clientId('9'))();
    expect(response).toMatchObject(
      E.left({ _tag: 'ContractMismatch', message: expect.stringContaining(contractVersion) }),
    );
    expect(JSON.stringify(response)).toContain('$.nb_previous_loans');
    expect(await client().predictions(['1', '9'].map(clientId))()).toMatchObject(
      E.left({ _tag: 'ContractMismatch' }),
    );
  });

  it('survives throttling and faults that pass, and reports those that do not', async () => {
    await local().setFaults([{ operation: '*', code: 'ThrottlingException', count: 3 }]);
    expect(await client().prediction(clientId('1'))()).toMatchObject({ _tag: 'Right' });
    await local().setFaults([{ operation: 'InvokeEndpoint', code: 'InternalFailure', count: 2 }]);
    expect(await client().prediction(clientId('1'))()).toMatchObject({ _tag: 'Right' });
    await local().setFaults([{ operation: '*GetRecord', code: 'ThrottlingException' }]);
    const started = performance.now();
    expect(await client().prediction(clientId('1'), { timeoutMilliseconds: 500 })()).toMatchObject(
      E.left({ _tag: 'Throttled', retryAfterSeconds: 1 }),
    );
    expect(await client().predictions([clientId('1')], { timeoutMilliseconds: 500 })()).toMatchObject(
      E.left({ _tag: 'Throttled' }),
    );
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('gives up when its time is over, or its caller does', async () => {
    expect(await client().prediction(clientId('70'), { timeoutMilliseconds: 300 })()).toEqual(
      E.left({ _tag: 'TooSlow', milliseconds: 300 }),
    );
    const controller = new AbortController();
    const asked = client().prediction(clientId('70'), { signal: controller.signal })();
    controller.abort();
    expect(await asked).toEqual(E.left({ _tag: 'Cancelled' }));
  });
});

describe('what it depends on', () => {
  it('is looked at by calls that predictions make, too', async () => {
    const { featureStoreRuntime, runtime } = local();
    const of = (group: string, endpoint: string) =>
      sageMakerDependencies({ featureStoreRuntime, runtime, featureGroup: group, endpointName: endpoint });
    expect(await of(featureGroup, endpointName).featureStore()()).toEqual(E.right(undefined));
    expect(await of(featureGroup, endpointName).endpoint()()).toEqual(E.right(undefined));
    expect(await of('none', 'none').featureStore()()).toMatchObject(E.left({ _tag: 'NotReady' }));
    expect(await of('none', 'none').endpoint()()).toMatchObject(E.left({ _tag: 'NotReady' }));
  });
});

describe('its promises', () => {
  it('are kept, or rejected with what went wrong', async () => {
    const { featureStoreRuntime, runtime } = local();
    const promises = sageMakerPredictions({ featureStoreRuntime, runtime, featureGroup, endpointName });
    await expect(promises.prediction('2')).resolves.toMatchObject({ probabilityOfDefault: 0.4 });
    await expect(promises.features('1')).resolves.toMatchObject({ clientId: '1' });
    await expect(promises.predictions(['1'])).resolves.toMatchObject({ unknownClientIds: [] });
    const rejected: unknown = await promises.prediction('5').catch((error: unknown) => error);
    expect(rejected).toBeInstanceOf(PredictionClientError);
    expect(rejected).toMatchObject({ reason: { _tag: 'UnknownClient' } });
    await expect(promises.prediction('x1')).rejects.toMatchObject({
      reason: { _tag: 'InvalidRequest', faults: [{ path: 'clientId' }] },
    });
    await expect(promises.predictions(['1', '01'])).rejects.toMatchObject({
      reason: { _tag: 'InvalidRequest', faults: [{ path: '$.clientIds[1]' }] },
    });
  });
});
