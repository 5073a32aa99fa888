// The OpenAPI 3.1 description of the API, from its routes: a separate entry, since few programs need it.
import { type AnyCodec, type JsonSchema, openApiComponents, openApiSchema } from '@credit-risk/io-ts-schema';
import { contractVersion } from '@credit-risk/loan-features';
import { ContractVersion } from './client-features';
import { responseExamples, bodyExamples, parameterExamples, problemExample } from './examples';
import { Health } from './health';
import { Problem, type ProblemKind, problemKinds, problemMediaType } from './problem';
import {
  commonProblems,
  contractVersionHeader,
  type OperationId,
  requestIdHeader,
  type Route,
  routes,
  traceHeader,
} from './routes';

export { responseExamples, bodyExamples, problemExample };

/** How callers authenticate: an access token of an OpenID Connect issuer, or a request signed for IAM. */
export type ApiSecurity = { readonly kind: 'jwt'; readonly issuer: string } | { readonly kind: 'iam' };

/** What differs from deployment to deployment. */
export interface ApiDescription {
  /** Base URL of the API. */
  readonly serverUrl: string;
  readonly security: ApiSecurity;
  /** Version of the API's program. */
  readonly version: string;
}

const schemeName = 'caller';

const securityScheme = (security: ApiSecurity): JsonSchema =>
  security.kind === 'jwt'
    ? {
        type: 'openIdConnect',
        openIdConnectUrl: `${security.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        description: 'An access token (JWT) of this issuer, with the scope of the route.',
      }
    : {
        type: 'apiKey',
        in: 'header',
        name: 'Authorization',
        description: 'A request signed with AWS Signature Version 4 for the service execute-api.',
      };

const header = (description: string, schema: JsonSchema): JsonSchema => ({ description, schema });

const everyHeader = {
  [requestIdHeader]: header('Identifies the request.', { type: 'string' }),
  [traceHeader]: header('The trace that the request belongs to.', { type: 'string' }),
};
const noStore = {
  'Cache-Control': header('Caches store nothing about a client.', { const: 'no-store' }),
};
const retryAfter = {
  'Retry-After': header('Seconds after which to try again.', { type: 'integer', minimum: 1 }),
};

// Statuses that API Gateway sends itself, before it calls the API.
const gatewayStatuses: readonly number[] = [401, 403, 429];
const gatewayMessage = {
  'application/json': {
    schema: { type: 'object', properties: { message: { type: 'string' } }, required: ['message'] },
    example: { message: 'Unauthorized' },
  },
};

const retryStatuses: readonly number[] = [429, 503];

const problemResponse = (status: number, kinds: readonly ProblemKind[]): JsonSchema => ({
  description: kinds.map((kind) => `${problemKinds[kind].title}.`).join(' '),
  headers: { ...everyHeader, ...noStore, ...(retryStatuses.includes(status) ? retryAfter : {}) },
  content: {
    [problemMediaType]: {
      schema: openApiSchema(Problem),
      examples: Object.fromEntries(kinds.map((kind) => [kind, { value: problemExample(kind) }])),
    },
    ...(gatewayStatuses.includes(status) ? gatewayMessage : {}),
  },
});

const problemResponses = (kinds: readonly ProblemKind[]): Readonly<Record<string, JsonSchema>> => {
  const statuses = [...new Set(kinds.map((kind) => problemKinds[kind].status))];
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      problemResponse(
        status,
        kinds.filter((kind) => problemKinds[kind].status === status),
      ),
    ]),
  );
};

const exampleOf = (examples: Readonly<Record<string, unknown>>, id: OperationId): JsonSchema =>
  Object.hasOwn(examples, id) ? { example: examples[id] } : {};

const response = (id: OperationId, { response: { mediaType, codec }, scope }: Route): JsonSchema => ({
  description: 'The response.',
  headers: { ...everyHeader, ...(scope === null ? {} : noStore) },
  content: {
    [mediaType]: {
      schema:
        codec === null ? { type: mediaType === 'text/html' ? 'string' : 'object' } : openApiSchema(codec),
      ...exampleOf(responseExamples, id),
    },
  },
});

const notHealthy = {
  503: {
    description: 'The API is live, but not ready.',
    headers: { ...everyHeader, ...retryAfter },
    content: { 'application/json': { schema: openApiSchema(Health) } },
  },
};

const exampleOfParameter = (name: string): JsonSchema =>
  Object.hasOwn(parameterExamples, name) ? { example: parameterExamples[name] } : {};

const parameters = ({ parameters: inPath, scope }: Route): readonly JsonSchema[] => [
  ...Object.entries(inPath).map(([name, codec]) => ({
    name,
    in: 'path',
    required: true,
    schema: openApiSchema(codec),
    ...exampleOfParameter(name),
  })),
  ...(scope === null
    ? []
    : [
        {
          name: contractVersionHeader,
          in: 'header',
          required: false,
          description:
            'The contract version that the caller was made for. If the API has another one, it refuses the request.',
          schema: { ...openApiSchema(ContractVersion), example: contractVersion },
        },
      ]),
];

const operation = (id: OperationId, route: Route): JsonSchema => ({
  operationId: id,
  summary: route.summary,
  description: route.description,
  parameters: parameters(route),
  ...(route.body === null
    ? {}
    : {
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: openApiSchema(route.body), ...exampleOf(bodyExamples, id) },
          },
        },
      }),
  responses: {
    200: response(id, route),
    ...problemResponses([...route.problems, ...commonProblems]),
    ...(id === 'getHealth' ? notHealthy : {}),
  },
  security: route.scope === null ? [] : [{ [schemeName]: [route.scope] }],
});

const isOperation = (id: string): id is OperationId => Object.hasOwn(routes, id);
const operations: readonly (readonly [OperationId, Route])[] = Object.entries(routes).flatMap(
  ([id, route]) => (isOperation(id) ? [[id, route] as const] : []),
);

const codecs: readonly AnyCodec[] = [
  Problem,
  ...operations.flatMap(
    ([
      ,
      {
        body,
        response: { codec },
        parameters: inPath,
      },
    ]) => [body, codec, ...Object.values(inPath)].flatMap((each) => each ?? []),
  ),
];

/**
 * The description of an API: the response of `GET /openapi.json`.
 *
 * @example
 * openApi({ serverUrl: 'https://api.example.com', security: { kind: 'iam' }, version: '0.1.0' }).openapi; // '3.1.0'
 */
export const openApi = ({ serverUrl, security, version }: ApiDescription) => ({
  openapi: '3.1.0',
  info: {
    title: 'Credit Risk scoring API',
    version,
    description: `Features and probabilities of default of clients. Feature contract ${contractVersion}.`,
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: serverUrl }],
  paths: Object.fromEntries(
    operations.map(([id, route]) => [route.path, { [route.method.toLowerCase()]: operation(id, route) }]),
  ),
  components: {
    schemas: openApiComponents(codecs),
    securitySchemes: { [schemeName]: securityScheme(security) },
  },
});
