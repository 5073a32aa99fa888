// The routes of the API as values, for server, client, gateway and OpenAPI alike.
import type { AnyCodec } from '@credit-risk/io-ts-schema';
import { ClientId } from '@credit-risk/loan-features';
import { BatchResponse, BatchRequest } from './batch';
import { ClientFeatures } from './client-features';
import { Health } from './health';
import { Prediction } from './prediction';
import type { ProblemKind } from './problem';

/** A permission of a caller. */
export type Scope = 'features:read' | 'predictions:read';

/** A route. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** With `{name}` for each parameter. */
  readonly path: string;
  /** The scope that the caller needs; null for a public route. */
  readonly scope: Scope | null;
  readonly summary: string;
  readonly description: string;
  /** Codecs of the path's parameters. */
  readonly parameters: Readonly<Record<string, AnyCodec>>;
  readonly body: AnyCodec | null;
  /** Media type of the response, and its codec if it is data of this contract. */
  readonly response: { readonly mediaType: string; readonly codec: AnyCodec | null };
  /** The problems of this route, in addition to those of every route. */
  readonly problems: readonly ProblemKind[];
}

/** The problems of every route. */
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
    description: 'The features in the Feature Store, with the day of the loan that they describe.',
    parameters: { clientId: ClientId },
    body: null,
    response: { mediaType: json, codec: ClientFeatures },
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
    response: { mediaType: json, codec: Prediction },
    problems: ['malformed-request', ...guarded, 'unknown-client', 'model-failed'],
  },
  postPredictions: {
    method: 'POST',
    path: '/v1/predictions',
    scope: 'predictions:read',
    summary: 'Predictions for up to 100 clients',
    description:
      'One result for each client, in the order of the request. Clients without a loan are listed.',
    parameters: {},
    body: BatchRequest,
    response: { mediaType: json, codec: BatchResponse },
    problems: ['malformed-request', ...guarded, 'too-large', 'unsupported-media-type', 'model-failed'],
  },
  getHealth: {
    method: 'GET',
    path: '/health',
    scope: null,
    summary: 'Whether the API is live and ready',
    description: 'Any response shows that the API is live; 200 shows that its dependencies are ready, too.',
    parameters: {},
    body: null,
    response: { mediaType: json, codec: Health },
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
    response: { mediaType: json, codec: null },
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
    response: { mediaType: 'text/html', codec: null },
    problems: [],
  },
} as const satisfies Readonly<Record<string, Route>>;

/** The id of an operation. */
export type OperationId = keyof typeof routes;

/** Header with the contract version that a caller was made for; the API refuses another one by name. */
export const contractVersionHeader = 'Credit-Risk-Contract-Version';

/** Header that identifies a request, in responses. */
export const requestIdHeader = 'X-Request-Id';

/** Header of the trace that a request belongs to, in requests and responses. */
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
