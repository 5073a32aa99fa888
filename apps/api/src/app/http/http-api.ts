// The API over HTTP: the routes of the contract, each with its checks and its handler. What brings the requests, and what
// becomes of the answers, is not its business.
import { type OperationId, type ProblemKind, type Route, routes } from '@credit-risk/scoring-contract';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { PatternRouter } from 'hono/router/pattern-router';
import type { Api } from '../../api';
import { type Answer, named, troubleAnswer } from './answers';
import { docsFileAnswer } from './docs';
import { sameContract, withScope } from './guards';
import { type Asked, type Handler, handlersOf } from './handlers';
import type { HttpRequest } from './http-request';
import type { RequestContext } from './platform';
import { type Trouble, unexpected } from './problems';

/** Answers a request; whatever goes wrong is an answer, too. */
export type HttpApi = (request: HttpRequest, context: RequestContext) => Promise<Answer>;

type Unchecked = Omit<Asked, 'caller'>;

/** Something that can be asked for at a path. */
interface Resource {
  readonly method: Route['method'];
  /** As logs and metrics know it. */
  readonly name: string;
  readonly ask: (asked: Unchecked) => TE.TaskEither<Trouble, Answer>;
}

const isOperation = (id: string): id is OperationId => Object.hasOwn(routes, id);
const patternOf = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

const checked =
  ({ scope }: Route, handle: Handler): Resource['ask'] =>
  (asked) =>
    scope === null
      ? handle({ ...asked, caller: null })
      : pipe(
          asked.context.identify,
          TE.flatMap((caller) =>
            pipe(
              withScope(scope)(caller),
              E.tap(() => sameContract(asked.request)),
              E.matchW(TE.left, () => handle({ ...asked, caller })),
            ),
          ),
        );

const nothingHere: Trouble = {
  kind: 'unknown-route',
  detail: 'There is nothing at this path: see /openapi.json.',
};

const wrongMethod = (method: string): Trouble => ({
  kind: 'method-not-allowed',
  detail: `This path has the method ${method}.`,
  allow: method,
});

const docsFile = (api: Api): Resource => ({
  method: 'GET',
  name: 'GET /docs/{file}',
  ask: ({ parameter }) =>
    pipe(
      TE.tryCatch(() => docsFileAnswer(parameter('file'), api.docsFile), unexpected),
      TE.filterOrElse(
        (answer): answer is Answer => answer !== null,
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
    const ask = checked(route, handlers[id]);
    router.add('ALL', patternOf(path), { method, name: `${method} ${path}`, ask });
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

/** What a request has come to: by its route, as logs and metrics know it, and still to be answered. */
interface Matched {
  readonly route: string;
  readonly work: TE.TaskEither<Trouble, Answer>;
}

const match =
  (router: PatternRouter<Resource>) =>
  (request: HttpRequest, context: RequestContext): Matched => {
    const [[first], stash = []] = router.match('ALL', request.path);
    // The router takes a path with a slash at its end, too; the contract has none.
    if (first === undefined || request.path.endsWith('/')) return { route: '*', work: TE.left(nothingHere) };
    const [{ method, name, ask }, parameters] = first;
    if (request.method !== method && !(request.method === 'HEAD' && method === 'GET'))
      return { route: name.replace(method, '*'), work: TE.left(wrongMethod(method)) };
    const parameter = (key: string): string => {
      const place = parameters[key];
      return decoded((typeof place === 'number' ? stash[place] : place) ?? '');
    };
    return { route: name, work: async () => ask({ request, context, parameter })() };
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
    const answer = E.isLeft(result) ? troubleAnswer(result.left, requestId) : result.right;
    if (E.isLeft(result) && result.left.cause !== undefined)
      observability.failed(requestId, result.left.cause);
    const milliseconds = performance.now() - since;
    observability.answered({ route, status: answer.status, milliseconds, requestId, traceId, problem });
    return named(request.method === 'HEAD' ? { ...answer, body: '' } : answer, context);
  };
};
