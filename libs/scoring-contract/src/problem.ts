// Errors as problem details (RFC 9457).
import { array, integer, object, optional, text } from '@credit-risk/io-ts-schema';
import type { TypeOf } from 'io-ts';

/** Every kind of problem: its status and title. */
export const problemKinds = {
  'malformed-request': { status: 400, title: 'The request is malformed' },
  unauthenticated: { status: 401, title: 'Authentication required' },
  forbidden: { status: 403, title: 'Not permitted' },
  'unknown-client': { status: 404, title: 'The client has no loan' },
  'unknown-route': { status: 404, title: 'No such route' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'contract-version': { status: 409, title: 'The feature contracts differ' },
  'too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'The request body is not JSON' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'The API failed' },
  'model-failed': { status: 502, title: 'The model failed' },
  'not-ready': { status: 503, title: 'A dependency of the API is not ready' },
  'too-slow': { status: 504, title: 'The response took too long' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly title: string }>>;

/** A kind of problem. */
export type ProblemKind = keyof typeof problemKinds;

/** Media type of a problem. */
export const problemMediaType = 'application/problem+json';

const typePrefix = 'urn:problem-type:credit-risk:';

/** The URI of a kind of problem: `urn:problem-type:credit-risk:unknown-client`. */
export const problemType = (kind: ProblemKind): string => `${typePrefix}${kind}`;

const isKind = (name: string): name is ProblemKind => Object.hasOwn(problemKinds, name);

/** The kind of problem that a URI names; null for a URI of another API. */
export const problemKindOf = (type: string): ProblemKind | null => {
  const name = type.slice(typePrefix.length);
  return type.startsWith(typePrefix) && isKind(name) ? name : null;
};

/** Codec of one fault of a request. */
export const Fault = object(
  {
    path: text({ description: 'Where: JSON path in the body, name of a parameter or header' }),
    expectation: text({ description: 'The value expected there' }),
    value: optional(text({ description: 'The value found there, as JSON, shortened' })),
  },
  { name: 'Fault', open: true },
);

/** One fault of a request. */
export type Fault = TypeOf<typeof Fault>;

/** Codec of a problem. */
export const Problem = object(
  {
    type: text({ format: 'uri', description: 'The kind of problem' }),
    title: text(),
    status: integer({ minimum: 400, maximum: 599 }),
    detail: text({ description: 'What happened, and what to do next' }),
    instance: text({ format: 'uri', description: 'Identifies this occurrence: quote it to the operator' }),
    errors: optional(array(Fault, { description: 'Every fault of a malformed request' })),
  },
  { name: 'Problem', description: 'Problem details (RFC 9457)', open: true },
);

/** A problem. */
export type Problem = TypeOf<typeof Problem>;
