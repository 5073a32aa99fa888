// The API over HTTP: the routes of the contract, each with its checks and its handler. It knows no platform.
import { type OperationId, type ProblemKind, type Route, routes } from '@credit-risk/scoring-contract';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { PatternRouter } from 'hono/router/pattern-router';
import type { Api } from '../../domain/api';
import { type HttpResponse, named, errorResponse } from './responses';
import { docsFileResponse } from './docs';
import { sameContract, withScope } from './guards';
import { type OperationRequest, type Handler, handlersOf } from './handlers';
import type { HttpRequest } from './http-request';
import type { RequestContext } from './platform';
import { type ApiError, unexpected } from './problems';

/** Responds to a request; every error is a response, too. */
export type HttpApi = (request: HttpRequest, context: RequestContext) => Promise<HttpResponse>;

type Unchecked = Omit<OperationRequest, 'caller'>;

/** The resource at a path. */
interface Resource {
  readonly method: Route['method'];
  /** Its name in logs and metrics. */
  readonly name: string;
  readonly handle: (request: Unchecked) => TE.TaskEither<ApiError, HttpResponse>;
}

const isOperation = (id: string): id is OperationId => Object.hasOwn(routes, id);
const patternOf = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

const checked =
  ({ scope }: Route, handle: Handler): Resource['handle'] =>
  (request) =>
    scope === null
      ? handle({ ...request, caller: null })
      : pipe(
          request.context.identify,
          TE.flatMap((caller) =>
            pipe(
              withScope(scope)(caller),
              E.tap(() => sameContract(request.http)),
              E.matchW(TE.left, () => handle({ ...request, caller })),
            ),
          ),
        );

const nothingHere: ApiError = {
  kind: 'unknown-route',
  detail: 'No route has this path: see /openapi.json.',
};

const wrongMethod = (method: string): ApiError => ({
  kind: 'method-not-allowed',
  detail: `This path takes the method ${method}.`,
  allow: method,
});

const docsFile = (api: Api): Resource => ({
  method: 'GET',
  name: 'GET /docs/{file}',
  handle: ({ parameter }) =>
    pipe(
      TE.tryCatch(() => docsFileResponse(parameter('file'), api.docsFile), unexpected),
      TE.filterOrElse(
        (response): response is HttpResponse => response !== null,
        () => nothingHere,
      ),
    ),
});

const routerOf = (api: Api): PatternRouter<Resource> => {
  const router = new PatternRouter<Resource>();
  const handlers = handlersOf(api);
  for (const [id, route] of Object.entries<Route>(routes)) {
    if (!isOperation(id)) continue;
    const { method, path } = route;
    const handle = checked(route, handlers[id]);
    router.add('ALL', patternOf(path), { method, name: `${method} ${path}`, handle });
  }
  router.add('ALL', '/docs/:file', docsFile(api));
  return router;
};

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/** A request with its route, and the work that makes its response. */
interface Matched {
  readonly route: string;
  readonly work: TE.TaskEither<ApiError, HttpResponse>;
}

const match =
  (router: PatternRouter<Resource>) =>
  (request: HttpRequest, context: RequestContext): Matched => {
    const [[first], stash = []] = router.match('ALL', request.path);
    // The router also matches a path with a slash at its end; the contract has none.
    if (first === undefined || request.path.endsWith('/')) return { route: '*', work: TE.left(nothingHere) };
    const [{ method, name, handle }, parameters] = first;
    if (request.method !== method && !(request.method === 'HEAD' && method === 'GET'))
      return { route: name.replace(method, '*'), work: TE.left(wrongMethod(method)) };
    const parameter = (key: string): string => {
      const place = parameters[key];
      return decoded((typeof place === 'number' ? stash[place] : place) ?? '');
    };
    return { route: name, work: async () => handle({ http: request, context, parameter })() };
  };

/** The API. */
export const httpApi = (api: Api): HttpApi => {
  const { observability } = api;
  const matched = match(routerOf(api));
  return async (request, context) => {
    const { requestId, traceId } = context;
    const since = performance.now();
    const { route, work } = matched(request, context);
    const result = await observability
      .traced(route, work)
      .catch((cause: unknown) => E.left(unexpected(cause)));
    const problem: ProblemKind | null = E.isLeft(result) ? result.left.kind : null;
    const response = E.isLeft(result) ? errorResponse(result.left, requestId) : result.right;
    if (E.isLeft(result) && result.left.cause !== undefined)
      observability.failed(requestId, result.left.cause);
    const milliseconds = performance.now() - since;
    observability.answered({ route, status: response.status, milliseconds, requestId, traceId, problem });
    return named(request.method === 'HEAD' ? { ...response, body: '' } : response, context);
  };
};
