// The API as a plain server on the loopback, without a gateway: the same application as in Lambda.
import { serve } from '@hono/node-server';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Api } from './domain/api';
import type { Caller } from './domain/caller';
import { tokenVerifier, type TokenSettings } from './infra/oidc/verify-token';
import type { HttpResponse } from './app/http/responses';
import { httpApi } from './app/http/http-api';
import type { HttpRequest } from './app/http/http-request';
import { unauthenticated } from './app/http/platform';
import type { ApiError } from './app/http/problems';

/** A running server. */
export interface LocalServer {
  readonly url: string;
  /** Finishes the requests in progress, and delivers the prediction log. */
  readonly stop: () => Promise<void>;
}

const host = '127.0.0.1';

const traceId = (): string =>
  `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString('hex')}`;

const bearer = ({ header }: HttpRequest): string | null =>
  /^Bearer ([^ ]+)$/i.exec(header('authorization') ?? '')?.[1] ?? null;

const identify = (
  request: HttpRequest,
  verify: (token: string) => TE.TaskEither<unknown, Caller>,
): TE.TaskEither<ApiError, Caller> => {
  const token = bearer(request);
  return token === null
    ? TE.left(unauthenticated)
    : pipe(
        verify(token),
        TE.mapLeft(() => unauthenticated),
      );
};

const requestOf = (request: Request): HttpRequest => ({
  method: request.method,
  path: new URL(request.url).pathname,
  header: (name) => request.headers.get(name),
  body: async () => new Uint8Array(await request.arrayBuffer()),
});

const responseOf = ({ status, headers, body }: HttpResponse): Response =>
  new Response(body, { status, headers: { ...headers } });

/** Starts the server; port 0 takes a free one. */
export const startLocalServer = (api: Api, tokens: TokenSettings, port: number): Promise<LocalServer> => {
  const verify = tokenVerifier(tokens);
  const respondTo = httpApi(api);
  const respond = async (received: Request): Promise<Response> => {
    const request = requestOf(received);
    return responseOf(
      await respondTo(request, {
        requestId: randomUUID(),
        traceId: request.header('x-amzn-trace-id') ?? traceId(),
        identify: identify(request, verify),
        millisecondsLeft: () => Infinity,
      }),
    );
  };
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: respond, hostname: host, port }, ({ port: taken }: AddressInfo) =>
      resolve({
        url: `http://${host}:${taken}`,
        stop: async () => {
          await new Promise<void>((closed) => {
            server.close(() => closed());
          });
          await api.log.flush();
        },
      }),
    );
    server.once('error', reject);
  });
};
