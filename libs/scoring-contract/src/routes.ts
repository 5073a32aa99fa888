// The routes of the API as values: server, client, gateway and OpenAPI read the same.
import type { AnyCodec } from '@credit-risk/io-ts-schema';
import { ClientId } from '@credit-risk/loan-features';
import { BatchAnswer, BatchRequest } from './batch';
import { ClientFeatures } from './client-features';
import { Health } from './health';
import { Prediction } from './prediction';
import type { ProblemKind } from './problem';

/** What a caller may be allowed to do. */
export type Scope = 'features:read' | 'predictions:read';

/** A route. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** With `{name}` where a parameter stands. */
  readonly path: string;
  /** What the caller must be allowed to do; null where anybody may ask. */
  readonly scope: Scope | null;
  readonly summary: string;
  readonly description: string;
  /** Codecs of the path's parameters. */
  readonly parameters: Readonly<Record<string, AnyCodec>>;
  readonly body: AnyCodec | null;
  /** Media type of the answer, and its codec where it is data of this contract. */
  readonly answer: { readonly mediaType: string; readonly codec: AnyCodec | null };
  /** What can go wrong, beside what can go wrong with any route. */
  readonly problems: readonly ProblemKind[];
}

/** What can go wrong with any route. */
export const commonProblems = [
  'too-many-requests',
  'internal-error',
  'too-slow',
] as const satisfies readonly ProblemKind[];

const json = 'application/json';
const guarded = ['unauthenticated', 'forbidden', 'contract-version', 'not-ready'] as const;

/** Every route, by the id of its operation. */
export const routes = {
  getClientFeatures: {
    method: 'GET',
    path: '/v1/clients/{clientId}/features',
    scope: 'features:read',
    summary: "The features of a client's last loan",
    description: 'The features as the Feature Store has them, with the day of the loan that they are of.',
    parameters: { clientId: ClientId },
    body: null,
    answer: { mediaType: json, codec: ClientFeatures },
    problems: ['malformed-request', ...guarded, 'unknown-client'],
  },
  getClientPrediction: {
    method: 'GET',
    path: '/v1/clients/{clientId}/prediction',
    scope: 'predictions:read',
    summary: 'The probability that a client defaults',
    description:
      "The model's probability of default for the client's last loan, its decision at the model's own threshold, and the reasons that raise the risk.",
    parameters: { clientId: ClientId },
    body: null,
    answer: { mediaType: json, codec: Prediction },
    problems: ['malformed-request', ...guarded, 'unknown-client', 'model-failed'],
  },
  postPredictions: {
    method: 'POST',
    path: '/v1/predictions',
    scope: 'predictions:read',
    summary: 'Predictions for up to 100 clients',
    description: 'One result for each client, in the order asked for; clients without a loan are listed.',
    parameters: {},
    body: BatchRequest,
    answer: { mediaType: json, codec: BatchAnswer },
    problems: ['malformed-request', ...guarded, 'too-large', 'unsupported-media-type', 'model-failed'],
  },
  getHealth: {
    method: 'GET',
    path: '/health',
    scope: null,
    summary: 'Whether the API is live and ready',
    description: 'Any answer says that the API is live; 200 says that what it depends on is ready, too.',
    parameters: {},
    body: null,
    answer: { mediaType: json, codec: Health },
    problems: [],
  },
  getOpenApi: {
    method: 'GET',
    path: '/openapi.json',
    scope: null,
    summary: 'This description',
    description: 'The OpenAPI description of the API.',
    parameters: {},
    body: null,
    answer: { mediaType: json, codec: null },
    problems: [],
  },
  getDocs: {
    method: 'GET',
    path: '/docs',
    scope: null,
    summary: 'This description as a page',
    description: 'The description of the API, for people.',
    parameters: {},
    body: null,
    answer: { mediaType: 'text/html', codec: null },
    problems: [],
  },
} as const satisfies Readonly<Record<string, Route>>;

/** The id of an operation. */
export type OperationId = keyof typeof routes;

/** Header in which a caller says which contract version it was made for; the API refuses another one by name. */
export const contractVersionHeader = 'Credit-Risk-Contract-Version';

/** Header that names a request, in answers. */
export const requestIdHeader = 'X-Request-Id';

/** Header of the trace that a request belongs to, in requests and answers. */
export const traceHeader = 'X-Amzn-Trace-Id';

/**
 * A route's path with its parameters filled in.
 *
 * @example
 * pathOf(routes.getClientFeatures, { clientId: '5008804' }); // '/v1/clients/5008804/features'
 */
export const pathOf = (
  { path }: Pick<Route, 'path'>,
  parameters: Readonly<Record<string, string>> = {},
): string => path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
