import { type AnyCodec, type Codec, decode } from '@credit-risk/io-ts-schema';
import { arbitraryOf } from '@credit-risk/io-ts-schema/arbitrary';
import fc from 'fast-check';
import * as E from 'fp-ts/Either';
import {
  BatchResponse,
  BatchRequest,
  ClientFeatures,
  Health,
  mostClients,
  pathOf,
  Prediction,
  Problem,
  type ProblemKind,
  problemKindOf,
  problemKinds,
  problemType,
  type Route,
  routes,
} from '../src/index';
import { responseExamples, bodyExamples, problemExample } from '../src/openapi';

const allRoutes: readonly Route[] = Object.values(routes);
const kinds = Object.keys(problemKinds).filter((kind): kind is ProblemKind => kind in problemKinds);
const codecs: readonly (readonly [string, Codec<unknown>])[] = [
  ['ClientFeatures', ClientFeatures],
  ['Prediction', Prediction],
  ['BatchRequest', BatchRequest],
  ['BatchResponse', BatchResponse],
  ['Health', Health],
  ['Problem', Problem],
].map(([name, codec]) => [name, codec] as [string, Codec<unknown>]);

describe.each(codecs)('%s', (_name, codec) => {
  it('reads back what it writes', () => {
    fc.assert(
      fc.property(arbitraryOf(codec), (value) => {
        expect(decode(codec)(JSON.parse(JSON.stringify(codec.encode(value))))).toEqual(E.right(value));
      }),
      { numRuns: 50 },
    );
  });
});

const isOpen = ({ shape }: AnyCodec): boolean =>
  (shape.kind === 'object' && shape.open === true) || shape.kind !== 'object';

describe('the contract', () => {
  it('has responses that may get new members, and requests in which a misspelt key is an error', () => {
    const responses = allRoutes.flatMap(({ response: { codec } }) => codec ?? []);
    expect(responses.map(isOpen)).toEqual(responses.map(() => true));
    expect(decode(BatchRequest)({ clientIds: ['1'], reason: true })).toMatchObject(
      E.left([{ path: '$.reason', nearMiss: 'reasons' }]),
    );
  });

  it('takes 1 to 100 different clients', () => {
    const ids = Array.from({ length: mostClients + 1 }, (_, index) => String(index));
    expect(E.isRight(decode(BatchRequest)({ clientIds: ids.slice(1) }))).toBe(true);
    expect(decode(BatchRequest)({ clientIds: ids })).toMatchObject(E.left([{ path: '$.clientIds' }]));
    expect(decode(BatchRequest)({ clientIds: [] })).toMatchObject(E.left([{ path: '$.clientIds' }]));
    expect(decode(BatchRequest)({ clientIds: ['7', '7'] })).toMatchObject(
      E.left([{ path: '$.clientIds[1]' }]),
    );
  });

  it('gives no data about clients to callers without a scope', () => {
    const open = allRoutes.filter(({ scope }) => scope === null);
    expect(open.map(({ path }) => path)).toEqual(['/health', '/openapi.json', '/docs']);
    expect(allRoutes.filter(({ path }) => path.startsWith('/v1/')).every(({ scope }) => scope !== null)).toBe(
      true,
    );
  });

  it('has examples that are what they are examples of', () => {
    expect(decode(ClientFeatures)(responseExamples.getClientFeatures)).toMatchObject({ _tag: 'Right' });
    expect(decode(Prediction)(responseExamples.getClientPrediction)).toMatchObject({ _tag: 'Right' });
    expect(decode(BatchResponse)(responseExamples.postPredictions)).toMatchObject({ _tag: 'Right' });
    expect(decode(Health)(responseExamples.getHealth)).toMatchObject({ _tag: 'Right' });
    expect(decode(BatchRequest)(bodyExamples.postPredictions)).toMatchObject({ _tag: 'Right' });
  });

  it.each(kinds)('has an example of the problem %s, and knows it by its type', (kind) => {
    expect(decode(Problem)(problemExample(kind))).toMatchObject({ _tag: 'Right' });
    expect(problemKindOf(problemType(kind))).toBe(kind);
  });

  it('knows no other type of problem', () => {
    expect(problemKindOf('about:blank')).toBeNull();
    expect(problemKindOf('urn:problem-type:credit-risk:toString')).toBeNull();
  });
});

describe('a path', () => {
  it('has its parameters filled in, and never leaves its place', () => {
    expect(pathOf(routes.getClientFeatures, { clientId: '5008804' })).toBe('/v1/clients/5008804/features');
    expect(pathOf(routes.getClientFeatures, { clientId: '../../health?' })).toBe(
      '/v1/clients/..%2F..%2Fhealth%3F/features',
    );
    expect(pathOf(routes.getHealth)).toBe('/health');
  });
});
