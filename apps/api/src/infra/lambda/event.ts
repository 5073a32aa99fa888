// Requests and responses in API Gateway's payload format 2.0.
import { isObject } from '@credit-risk/io-ts-schema';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import type { HttpResponse } from '../../app/http/responses';
import type { HttpRequest } from '../../app/http/http-request';
import type { Caller } from '../../domain/caller';
import { type RequestContext, unauthenticated } from '../../app/http/platform';

const member = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const words = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? value.split(/[\s,[\]]+/).filter((word) => word !== '')
    : Array.isArray(value)
      ? value.filter((word): word is string => typeof word === 'string')
      : [];

const ofToken = (jwt: unknown): Caller | null => {
  const claims = member(jwt, 'claims');
  const id = text(member(claims, 'sub')) ?? text(member(claims, 'client_id'));
  if (id === null) return null;
  const scopes = [
    ...words(member(claims, 'scope')),
    ...words(member(claims, 'scp')),
    ...words(member(jwt, 'scopes')),
  ];
  return { id, scopes: new Set(scopes) };
};

const ofIam = (iam: unknown): Caller | null => {
  const id = text(member(iam, 'userArn'));
  return id === null ? null : { id, scopes: 'all' };
};

/** The caller: only the part of the event that API Gateway's authorizer wrote counts. */
export const callerOf = (event: unknown): Caller | null => {
  const authorizer = member(event, 'requestContext', 'authorizer');
  return ofToken(member(authorizer, 'jwt')) ?? ofIam(member(authorizer, 'iam'));
};

/** The context of a request, from the event and the context of an invocation. */
export const requestContextOf = (
  event: unknown,
  invocation: unknown,
  traceId: string | null,
): RequestContext => {
  const caller = callerOf(event);
  const left = member(invocation, 'getRemainingTimeInMillis');
  return {
    requestId:
      text(member(event, 'requestContext', 'requestId')) ?? text(member(invocation, 'awsRequestId')) ?? '',
    traceId: traceId ?? text(member(event, 'headers', 'x-amzn-trace-id')),
    identify: caller === null ? TE.left(unauthenticated) : TE.right(caller),
    millisecondsLeft: () => (typeof left === 'function' ? Number(left.call(invocation)) : Infinity),
  };
};

const bodyOf = (body: unknown, isBase64Encoded: unknown): Uint8Array =>
  Buffer.from(text(body) ?? '', isBase64Encoded === true ? 'base64' : 'utf8');

/** The request of an event, or why the event has none. */
export const requestOf = (event: unknown): E.Either<string, HttpRequest> => {
  const method = text(member(event, 'requestContext', 'http', 'method'));
  const path = text(member(event, 'rawPath'));
  if (method === null || path === null)
    return E.left('Not an API Gateway HTTP API event (payload format 2.0).');
  const headers = member(event, 'headers');
  return E.right({
    method,
    path,
    header: (name) => text(member(headers, name)),
    body: () => Promise.resolve(bodyOf(member(event, 'body'), member(event, 'isBase64Encoded'))),
  });
};

/** The response of a function to API Gateway. */
export interface LambdaResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/** A response in the format of API Gateway. */
export const lambdaResponseOf = ({ status, headers, body }: HttpResponse): LambdaResponse => {
  const isText = typeof body === 'string';
  return {
    statusCode: status,
    headers,
    body: isText ? body : Buffer.from(body).toString('base64'),
    isBase64Encoded: !isText,
  };
};
