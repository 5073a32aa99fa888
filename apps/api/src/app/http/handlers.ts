// What each operation of the contract does.
import { BatchRequest, type OperationId } from '@credit-risk/scoring-contract';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { Api } from '../../api';
import type { Caller } from '../../caller';
import { getClientFeatures } from '../use-cases/get-client-features';
import { getClientPrediction } from '../use-cases/get-client-prediction';
import { healthLook } from '../use-cases/get-health';
import { postPredictions } from '../use-cases/post-predictions';
import { type Answer, jsonAnswer } from './answers';
import { docsPage } from './docs';
import { clientIdOf } from './guards';
import type { HttpRequest } from './http-request';
import type { RequestContext } from './platform';
import { type Trouble, troubleOf, unexpected } from './problems';
import { readBody } from './request-body';

/** A request whose caller is known and may ask. */
export interface Asked {
  readonly request: HttpRequest;
  readonly context: RequestContext;
  /** Absent where anybody may ask. */
  readonly caller: Caller | null;
  readonly parameter: (name: string) => string;
}

export type Handler = (asked: Asked) => TE.TaskEither<Trouble, Answer>;

// Left for the answer itself, when the platform ends the request.
const margin = 200;

const timeOf = ({ timeBudgetMilliseconds }: Api, { context }: Asked) => ({
  timeoutMilliseconds: Math.max(1, Math.min(timeBudgetMilliseconds, context.millisecondsLeft() - margin)),
});

const receiverOf = ({ caller, context }: Asked) => ({
  requestId: context.requestId,
  caller: caller?.id ?? '',
});

const described = async ({ security, version }: Api): Promise<Answer> => {
  const { openApi } = await import('@credit-risk/scoring-contract/openapi');
  return {
    ...jsonAnswer(openApi({ serverUrl: '.', security, version })),
    headers: { 'cache-control': 'public, max-age=60' },
  };
};

/** The handlers of all operations. */
export const handlersOf = (api: Api): Readonly<Record<OperationId, Handler>> => {
  const look = healthLook();
  // Loaded and made when it is first asked for: a function that starts has no time for it.
  let description: Answer | null = null;
  const describe = async (): Promise<Answer> => {
    description ??= await described(api);
    return description;
  };
  return {
    getClientFeatures: (asked) =>
      pipe(
        clientIdOf(asked.parameter('clientId')),
        E.matchW(TE.left, (clientId) =>
          pipe(getClientFeatures(clientId, timeOf(api, asked))(api), TE.bimap(troubleOf, jsonAnswer)),
        ),
      ),
    getClientPrediction: (asked) =>
      pipe(
        clientIdOf(asked.parameter('clientId')),
        E.matchW(TE.left, (clientId) =>
          pipe(
            getClientPrediction(clientId, receiverOf(asked), timeOf(api, asked))(api),
            TE.bimap(troubleOf, jsonAnswer),
          ),
        ),
      ),
    postPredictions: (asked) =>
      pipe(
        readBody(BatchRequest)(asked.request),
        TE.flatMap((batch) =>
          pipe(
            postPredictions(batch, receiverOf(asked), timeOf(api, asked))(api),
            TE.bimap(troubleOf, jsonAnswer),
          ),
        ),
      ),
    getHealth: () =>
      pipe(
        TE.fromTask(look(api)),
        TE.map((health): Answer => {
          const ready = health.status === 'pass';
          const answer = jsonAnswer(health, ready ? 200 : 503);
          return ready ? answer : { ...answer, headers: { ...answer.headers, 'retry-after': '5' } };
        }),
      ),
    getOpenApi: () => TE.tryCatch(describe, unexpected),
    getDocs: () => TE.right(docsPage),
  };
};
