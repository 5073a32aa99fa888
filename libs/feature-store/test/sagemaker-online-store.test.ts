// What the adapter makes of answers that a local SageMaker does not give.
import { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { toRecord } from '@credit-risk/loan-features';
import * as E from 'fp-ts/Either';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { sageMakerOnlineStore } from '../src/index';
import { clientId, loan } from './loans.fixtures';

const group = 'risk-test-loans';

/** What a call gets from a service that answers so, and what it asked for. */
const answered = async <A>(
  status: number,
  body: unknown,
  call: (store: ReturnType<typeof sageMakerOnlineStore>) => () => Promise<A>,
) => {
  const asked: { readonly url: string; readonly body: string }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      asked.push({ url: `${request.method} ${request.url}`, body: Buffer.concat(parts).toString() });
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port }: AddressInfo = Object(server.address());
  const client = new SageMakerFeatureStoreRuntimeClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  const result = await call(sageMakerOnlineStore(client, group))();
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
  return { result, asked };
};

const entry = (id: number) => ({ FeatureGroupName: group, Record: toRecord(loan(id)) });
const record = (id: number) => ({ clientId: clientId(id), record: toRecord(loan(id)) });

describe('a response of SageMaker', () => {
  it('to a write names the records that failed and those that were left', async () => {
    const body = {
      Errors: [{ Entry: entry(1), ErrorCode: 'ValidationError', ErrorMessage: 'no' }],
      UnprocessedEntries: [entry(2)],
    };
    const { result } = await answered(200, body, (store) =>
      store.batchWrite([record(1), record(2), record(3)]),
    );
    expect(result).toEqual(
      E.right({
        errors: [{ clientId: clientId(1), code: 'ValidationError', message: 'no' }],
        unprocessed: [clientId(2)],
      }),
    );
  });

  it('to a read has the records, the errors, and the clients that were left', async () => {
    const body = {
      Records: [{ FeatureGroupName: group, RecordIdentifierValueAsString: '1', Record: toRecord(loan(1)) }],
      Errors: [
        {
          FeatureGroupName: group,
          RecordIdentifierValueAsString: '2',
          ErrorCode: 'InternalFailure',
          ErrorMessage: '',
        },
      ],
      UnprocessedIdentifiers: [{ FeatureGroupName: group, RecordIdentifiersValueAsString: ['3', '4'] }],
    };
    const ids = [1, 2, 3, 4].map(clientId);
    const { result, asked } = await answered(200, body, (store) => store.batchGet(ids));
    expect(result).toEqual(
      E.right({
        records: [{ clientId: '1', record: toRecord(loan(1)) }],
        errors: [{ clientId: clientId(2), code: 'InternalFailure', message: '' }],
        unprocessed: [clientId(3), clientId(4)],
      }),
    );
    expect(asked).toHaveLength(1);
  });

  it('without any list means that all is well', async () => {
    const { result } = await answered(200, {}, (store) => store.batchWrite([record(1)]));
    expect(result).toEqual(E.right({ errors: [], unprocessed: [] }));
  });

  it('of throttling is Throttled', async () => {
    const body = { __type: 'ThrottlingException', message: 'Rate exceeded' };
    const { result } = await answered(400, body, (store) => store.batchGet([clientId(1)]));
    expect(result).toMatchObject(E.left({ _tag: 'Throttled', operation: 'BatchGetRecord' }));
  });
});

describe('a request to SageMaker', () => {
  it('updates all features but the identifier, the event time among them', async () => {
    const { asked } = await answered(200, {}, (store) => store.update(record(1)));
    const { Features, RecordIdentifierValueAsString } = JSON.parse(asked[0]?.body ?? '{}');
    expect(RecordIdentifierValueAsString).toBe('1');
    expect(Features).toEqual(toRecord(loan(1)).filter(({ FeatureName }) => FeatureName !== 'id'));
  });

  it.each([
    [true, ''],
    [false, '&TargetStores=OnlineStore'],
  ])('deletes for good, marked offline: %p', async (isMarkedOffline, targets) => {
    const { asked } = await answered(200, {}, (store) =>
      store.hardDelete({ clientId: clientId(1), eventTime: '2020-01-01T00:00:00.001Z', isMarkedOffline }),
    );
    expect(asked[0]?.url).toContain('DeletionMode=HardDelete');
    expect(asked[0]?.url.includes('TargetStores=OnlineStore')).toBe(targets !== '');
  });
});
