// The API over HTTP: the routes of the contract, each with its checks and its handler.
import { type OperationId, type ProblemKind, type Route, routes } from '@credit-risk/scoring-contract';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type Context, Hono } from 'hono';
import type { Api } from '../../api';
import { type Answer, toResponse, troubleAnswer } from './answers';
import { docsFileAnswer } from './docs';
import { sameContract, withScope } from './guards';
import { type Handler, handlersOf } from './handlers';
import type { RequestContext } from './platform';
import type { Trouble } from './problems';

/** Tells what the platform knows of a request. */
export type ContextOf = (context: Context) => RequestContext;

const isOperation = (id: string): id is OperationId => Object.hasOwn(routes, id);
const pathOf = ({ path }: Route): string => path.replace(/\{(\w+)\}/g, ':$1');

const checked =
  (route: Route, handle: Handler) =>
  (request: Request, context: RequestContext, parameter: (name: string) => string) => {
    const { scope } = route;
    if (scope === null) return handle({ request, context, caller: null, parameter });
    return pipe(
      context.identify,
      TE.flatMapEither(withScope(scope)),
      TE.chainFirstEitherK(() => sameContract(request)),
      TE.flatMap((caller) => handle({ request, context, caller, parameter })),
    );
  };

const unexpected = (cause: unknown): Trouble => ({
  kind: 'internal-error',
  detail: 'The API failed. Ask whoever runs it, with the instance below.',
  cause,
});

const nothingHere: Trouble = {
  kind: 'unknown-route',
  detail: 'There is nothing at this path: see /openapi.json.',
};

/** The API as an application of Hono; `contextOf` comes from whatever runs it. */
export const httpApp = (api: Api, contextOf: ContextOf): Hono => {
  const app = new Hono({ strict: true });
  const { observability } = api;

  const respond =
    (route: string, work: (c: Context, context: RequestContext) => TE.TaskEither<Trouble, Answer>) =>
    async (c: Context): Promise<Response> => {
      const context = contextOf(c);
      const since = performance.now();
      const done = await TE.tryCatch(() => observability.traced(route, work(c, context)), unexpected)();
      const result = E.flatten(done);
      const problem: ProblemKind | null = E.isLeft(result) ? result.left.kind : null;
      const answer = E.isLeft(result) ? troubleAnswer(result.left, context.requestId) : result.right;
      if (E.isLeft(result) && result.left.cause !== undefined)
        observability.failed(context.requestId, result.left.cause);
      const { requestId, traceId } = context;
      const milliseconds = performance.now() - since;
      observability.answered({ route, status: answer.status, milliseconds, requestId, traceId, problem });
      return toResponse(answer, context);
    };

  const handlers = handlersOf(api);
  for (const [id, route] of Object.entries<Route>(routes)) {
    if (!isOperation(id)) continue;
    const ask = checked(route, handlers[id]);
    const name = `${route.method} ${route.path}`;
    app.on(
      route.method,
      pathOf(route),
      respond(name, (c, context) => ask(c.req.raw, context, (parameter) => c.req.param(parameter) ?? '')),
    );
    const wrongMethod: Trouble = {
      kind: 'method-not-allowed',
      detail: `This path has the method ${route.method}.`,
      allow: route.method,
    };
    app.all(
      pathOf(route),
      respond(`* ${route.path}`, () => TE.left(wrongMethod)),
    );
  }
  app.get(
    '/docs/:file',
    respond('GET /docs/{file}', (c) =>
      pipe(
        TE.tryCatch(() => docsFileAnswer(c.req.param('file') ?? '', api.docsFile), unexpected),
        TE.filterOrElse(
          (answer): answer is Answer => answer !== null,
          () => nothingHere,
        ),
      ),
    ),
  );
  app.notFound(respond('*', () => TE.left(nothingHere)));
  return app;
};
