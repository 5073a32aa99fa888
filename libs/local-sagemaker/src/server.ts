// The HTTP side: one port on 127.0.0.1 for the three services.
import * as E from 'fp-ts/Either';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { addCallsRoute, callRecord, type CallRecord } from './calls/call-record';
import type { FaultInjector } from './faults/fault-injector';
import { addFaultsRoute } from './faults/faults-route';
import { placeOf, type Logger } from './machine/log';
import type { Operation } from './protocol/operation';
import { responding, type HttpResponse } from './protocol/responses';
import { routeOf } from './protocol/routing';
import { NotWritten } from './store/store';

// The largest request that the service model allows: 25 records of 350 KiB. Smaller limits are validated.
const BODY_LIMIT = 16 * 1024 * 1024;

const HOST = '127.0.0.1';

export interface Service {
  readonly log: Logger;
  readonly operations: readonly Operation[];
  readonly faults: FaultInjector;
  /** Requests wait for it: state must be recovered before a client sees it. */
  readonly ready: Promise<void>;
}

export interface ServerError {
  readonly _tag: 'PortBusy' | 'CannotListen';
  readonly message: string;
  readonly cause: unknown;
}

export interface HttpServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

const headerOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : value?.[0];
};

const bodyOf = (request: FastifyRequest): Uint8Array =>
  request.body instanceof Uint8Array ? request.body : new Uint8Array();

const errorHeaders = (code: string): Readonly<Record<string, string>> => ({
  'content-type': 'application/json',
  'x-amzn-errortype': code,
});

const internalFailure = (log: Logger, operation: string, cause: unknown): HttpResponse => {
  log.error({ operation, ...placeOf(cause) }, 'operation failed');
  const Message = cause instanceof NotWritten ? cause.message : 'The stand-in failed: its log says why.';
  return {
    status: 500,
    headers: errorHeaders('InternalFailure'),
    body: JSON.stringify({ __type: 'InternalFailure', Message }),
    code: 'InternalFailure',
  };
};

// A body that is too large or cannot be read never reaches an operation.
const unreadable = (error: unknown): HttpResponse => {
  const isTooLarge = error instanceof Error && 'statusCode' in error && error.statusCode === 413;
  const [status, code, Message] = isTooLarge
    ? ([413, 'RequestEntityTooLargeException', `The request is larger than ${BODY_LIMIT} bytes.`] as const)
    : ([400, 'ValidationException', 'The request cannot be read.'] as const);
  return { status, headers: errorHeaders(code), body: JSON.stringify({ __type: code, Message }), code };
};

const send = (log: Logger, reply: FastifyReply, operation: string, response: HttpResponse) => {
  const { status, headers, body, code } = response;
  // Route and status only: paths and bodies hold identifiers.
  log.info({ operation, status, ...(code === undefined ? {} : { code }) }, 'request');
  // Bytes, since a charset would be added to the content type of a text.
  return reply
    .code(status)
    .headers({ ...headers, 'x-amzn-requestid': randomUUID() })
    .send(typeof body === 'string' ? Buffer.from(body) : body);
};

// Every other address: one of the operations, or the error of one that there is not.
const addOperations = (
  app: FastifyInstance,
  { log, operations, ready }: Service,
  calls: CallRecord,
): void => {
  const respond = responding(operations);
  app.all('/*', async (request, reply) => {
    await ready;
    const [path = '/', query = ''] = request.url.split('?', 2);
    const route = routeOf(request.method, path, headerOf(request, 'x-amz-target'));
    const operation = route._tag === 'Unknown' ? 'unknown' : route.operation;
    calls.note(operation, headerOf(request, 'authorization'));
    const response = await respond(route, {
      path: route._tag === 'Implemented' ? route.path : {},
      query: new URLSearchParams(query),
      headers: request.headers,
      body: bodyOf(request),
    }).catch((cause: unknown) => internalFailure(log, operation, cause));
    return send(log, reply, operation, response);
  });
};

const addRoutes = (app: FastifyInstance, service: Service): void => {
  const calls = callRecord();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, _request, reply) => send(service.log, reply, 'unknown', unreadable(error)));
  addFaultsRoute(app, service.faults);
  addCallsRoute(app, calls);
  addOperations(app, service, calls);
};

const listenError = (port: number, cause: unknown): ServerError => {
  const busy = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
  return busy
    ? {
        _tag: 'PortBusy',
        message: `Port ${port} on ${HOST} is taken: stop what listens there, or choose another port with --port (0 takes a free one).`,
        cause,
      }
    : {
        _tag: 'CannotListen',
        message: `Cannot listen on ${HOST}:${port}: ${cause instanceof Error ? cause.message : String(cause)}`,
        cause,
      };
};

const portOf = (app: FastifyInstance): number => {
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** Listens on 127.0.0.1; port 0 takes a free one. */
export const listen = async (port: number, service: Service): Promise<E.Either<ServerError, HttpServer>> => {
  const app = fastify({ bodyLimit: BODY_LIMIT, logger: false, forceCloseConnections: 'idle' });
  addRoutes(app, service);
  try {
    await app.listen({ port, host: HOST });
    return E.right({ port: portOf(app), close: () => app.close() });
  } catch (cause) {
    return E.left(listenError(port, cause));
  }
};
