// The HTTP side: one port on 127.0.0.1 for the three services.
import * as E from 'fp-ts/Either';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { addCallsRoute, callRecord } from './calls/call-record';
import type { FaultInjector } from './faults/fault-injector';
import { addFaultsRoute } from './faults/faults-route';
import { withFaults } from './faults/with-faults';
import { placeOf } from './machine/log';
import type { Cloud, Operation } from './operation/operation';
import { answering, type Answer } from './protocol/answers';
import { routeOf } from './protocol/routing';
import { NotWritten } from './store/store';

// The largest request that the service model allows: 25 records of 350 KiB. Smaller limits are validated.
const BODY_LIMIT = 16 * 1024 * 1024;

const HOST = '127.0.0.1';

export interface Service {
  readonly cloud: Cloud;
  readonly operations: readonly Operation[];
  readonly faults: FaultInjector;
  /** Requests wait for it: state must be recovered before anybody sees it. */
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

const failed = (cloud: Cloud, operation: string, cause: unknown): Answer => {
  cloud.log.error({ operation, ...placeOf(cause) }, 'operation failed');
  const Message = cause instanceof NotWritten ? cause.message : 'The stand-in failed: its log says why.';
  return {
    status: 500,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'InternalFailure' },
    body: JSON.stringify({ __type: 'InternalFailure', Message }),
    operation,
    code: 'InternalFailure',
  };
};

const withRoutes = (app: FastifyInstance, { cloud, operations, faults, ready }: Service): void => {
  const answer = answering(operations.map(withFaults(faults)));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, _request, reply) => {
    const isTooLarge = error instanceof Error && 'statusCode' in error && error.statusCode === 413;
    const [status, code] = isTooLarge
      ? [413, 'RequestEntityTooLargeException']
      : [400, 'ValidationException'];
    const message = isTooLarge
      ? `The request is larger than ${BODY_LIMIT} bytes.`
      : 'The request cannot be read.';
    cloud.log.info({ operation: 'unknown', status, code }, 'request');
    return reply
      .code(status)
      .headers({
        'content-type': 'application/json',
        'x-amzn-errortype': code,
        'x-amzn-requestid': randomUUID(),
      })
      .send(JSON.stringify({ __type: code, Message: message }));
  });
  addFaultsRoute(app, faults);
  const calls = callRecord();
  addCallsRoute(app, calls);
  app.all('/*', async (request, reply) => {
    await ready;
    const [path = '/', query = ''] = request.url.split('?', 2);
    const route = routeOf(request.method, path, headerOf(request, 'x-amz-target'));
    const raw = {
      path: route._tag === 'Implemented' ? route.path : {},
      query: new URLSearchParams(query),
      headers: request.headers,
      body: bodyOf(request),
    };
    const operation = route._tag === 'Unknown' ? 'unknown' : route.operation;
    calls.note(operation, headerOf(request, 'authorization'));
    const { status, headers, body, code } = await answer(cloud, route, raw).catch((cause: unknown) =>
      failed(cloud, operation, cause),
    );
    // Route and status only: paths and bodies hold identifiers.
    cloud.log.info({ operation, status, ...(code === undefined ? {} : { code }) }, 'request');
    // Bytes, since a charset would be added to the content type of a text.
    return reply
      .code(status)
      .headers({ ...headers, 'x-amzn-requestid': randomUUID() })
      .send(typeof body === 'string' ? Buffer.from(body) : body);
  });
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
  withRoutes(app, service);
  try {
    await app.listen({ port, host: HOST });
    return E.right({ port: portOf(app), close: () => app.close() });
  } catch (cause) {
    return E.left(listenError(port, cause));
  }
};
