import { DescribeModelCommand, ListModelsCommand } from '@aws-sdk/client-sagemaker';
import { GetRecordCommand } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { errorOf, startTestServer, type TestServer } from '../test-server.fixtures';
import { faultInjector } from '../../src/faults/fault-injector';
import { decodeFaultRules, parseFaultRules, readFaultRules } from '../../src/faults/fault-rules';
import { createModelInput } from './faults.fixtures';

const decoded = (rules: readonly object[]) => {
  const result = decodeFaultRules({ rules }, 'faults.json');
  return E.isRight(result) ? result.right : [];
};

const problemOf = (value: unknown): string => {
  const result = decodeFaultRules(value, 'faults.json');
  return E.isLeft(result) ? result.left.message : '';
};

describe('the rules of faults', () => {
  it('know the status and text of the usual errors', () => {
    expect(decoded([{ operation: '*', code: 'ThrottlingException' }])).toEqual([
      {
        operation: '*',
        code: 'ThrottlingException',
        status: 400,
        message: 'Rate exceeded',
        share: 1,
        delayMilliseconds: 0,
        lostResponse: false,
      },
    ]);
  });

  it.each([
    [{}, 'expected {"rules": [...]}'],
    [{ rules: [3] }, 'rules[0]: expected an object'],
    [{ rules: [{ operation: '*' }, { code: 'X' }] }, 'rules[1].operation: expected the name'],
    [{ rules: [{ operation: '*', shore: 1 }] }, 'rules[0].shore: unknown key'],
    [{ rules: [{ operation: '*', share: 2 }] }, 'rules[0].share: expected a number from 0 to 1'],
    [{ rules: [{ operation: '*', status: 200 }] }, 'rules[0].status: expected 400 to 599'],
    [{ rules: [{ operation: '*', count: 1.5 }] }, 'rules[0].count: expected a whole number'],
    [{ rules: [{ operation: '*', delayMilliseconds: -1 }] }, 'rules[0].delayMilliseconds'],
    [{ rules: [{ operation: '*', lostResponse: 'yes' }] }, 'rules[0].lostResponse'],
    [{ rules: [{ operation: '*', seed: -1 }] }, 'rules[0].seed: expected a whole number'],
  ])('name what is wrong with %j', (value, problem) => {
    expect(problemOf(value)).toContain('The faults of faults.json are not valid');
    expect(problemOf(value)).toContain(problem);
  });

  it('say when a text is not JSON, or a file is not there', () => {
    expect(parseFaultRules('{', 'the request')).toMatchObject({
      left: { message: expect.stringContaining('JSON') },
    });
    expect(readFaultRules('nowhere.json')).toMatchObject({
      left: { message: expect.stringContaining('nowhere.json') },
    });
  });

  it('hit no more calls than their count, and only those of their operation', () => {
    fc.assert(
      fc.property(
        fc.nat(20),
        fc.array(fc.constantFrom('GetRecord', 'PutRecord', 'ListModels')),
        (count, calls) => {
          const injector = faultInjector(decoded([{ operation: '*Record', code: 'X', count }]), () => 0);
          const hit = calls.filter((operation) => injector.next(operation) !== undefined);
          const eligible = calls.filter((operation) => operation.endsWith('Record'));
          expect(hit).toEqual(eligible.slice(0, count));
          expect(injector.rules()[0]?.hits).toBe(hit.length);
        },
      ),
    );
  });

  it('hit the share of calls that they name', () => {
    let turn = 0;
    const injector = faultInjector(
      decoded([{ operation: '*', code: 'X', share: 0.3 }]),
      () => (turn++ % 100) / 100,
    );
    const hits = Array.from({ length: 1000 }, () => injector.next('ListModels')).filter(Boolean);
    expect(hits).toHaveLength(300);
  });
});

describe('a rule with a seed', () => {
  const hitsOf = (seed: number) => {
    const injector = faultInjector(decoded([{ operation: '*', code: 'X', share: 0.3, seed }]), () => 0);
    return Array.from({ length: 2000 }, () => injector.next('ListModels') !== undefined);
  };

  it('hits the same calls each time, and other calls with another seed', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        expect(hitsOf(seed)).toEqual(hitsOf(seed));
        expect(hitsOf(seed)).not.toEqual(hitsOf(seed + 1));
      }),
      { numRuns: 20 },
    );
  });

  it('hits about its share of them', () => {
    const hits = hitsOf(1).filter(Boolean).length;
    expect(hits).toBeGreaterThan(500);
    expect(hits).toBeLessThan(700);
  });
});

describe('a server with faults', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({
      faults: decoded([{ operation: 'ListModels', code: 'ThrottlingException', count: 1 }]),
    });
  });
  afterAll(() => server.destroy());

  const set = async (rules: readonly object[]) =>
    fetch(`${server.server.endpointUrl}/_local/faults`, { method: 'PUT', body: JSON.stringify({ rules }) });

  it('has those of its settings from the start, in the form of the service', async () => {
    expect(await errorOf(server.sageMaker.send(new ListModelsCommand({})))).toEqual({
      name: 'ThrottlingException',
      message: 'Rate exceeded',
      status: 400,
    });
    await expect(server.sageMaker.send(new ListModelsCommand({}))).resolves.toMatchObject({ Models: [] });
  });

  it('takes others over HTTP, for all three services, and shows how often each was met', async () => {
    expect((await set([{ operation: 'GetRecord', code: 'InternalFailure' }])).status).toBe(200);
    const call = server.records.send(
      new GetRecordCommand({ FeatureGroupName: 'loans', RecordIdentifierValueAsString: '1' }),
    );
    expect(await errorOf(call)).toMatchObject({ name: 'InternalFailure', status: 500 });
    const shown: unknown = await (await fetch(`${server.server.endpointUrl}/_local/faults`)).json();
    expect(shown).toMatchObject({ rules: [{ operation: 'GetRecord', hits: 1 }] });
  });

  it('refuses rules that are wrong, and keeps the ones before', async () => {
    const response = await set([{ operation: '' }]);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ message: expect.stringContaining('rules[0].operation') });
  });

  it('can carry out an operation and lose its response', async () => {
    await set([{ operation: 'CreateModel', code: 'InternalFailure', lostResponse: true, count: 1 }]);
    expect(await errorOf(server.sageMaker.send(createModelInput('lost')))).toMatchObject({ status: 500 });
    await expect(
      server.sageMaker.send(new DescribeModelCommand({ ModelName: 'lost' })),
    ).resolves.toMatchObject({ ModelName: 'lost' });
  });

  it('can be slow without failing, and is itself again when the faults are taken away', async () => {
    await set([{ operation: '*', delayMilliseconds: 300 }]);
    const started = performance.now();
    await server.sageMaker.send(new ListModelsCommand({}));
    expect(performance.now() - started).toBeGreaterThanOrEqual(290);
    await fetch(`${server.server.endpointUrl}/_local/faults`, { method: 'DELETE' });
    const shown: unknown = await (await fetch(`${server.server.endpointUrl}/_local/faults`)).json();
    expect(shown).toEqual({ rules: [] });
  });
});
