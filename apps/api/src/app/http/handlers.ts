// The handler of each operation of the contract.
import { BatchRequest, type OperationId } from '@credit-risk/scoring-contract';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { Api } from '../../domain/api';
import type { Caller } from '../../domain/caller';
import { getClientFeatures } from '../use-cases/get-client-features';
import { getClientPrediction } from '../use-cases/get-client-prediction';
import { healthLook } from '../use-cases/get-health';
import { postPredictions } from '../use-cases/post-predictions';
import { type HttpResponse, jsonResponse } from './responses';
import { docsPage } from './docs';
import { clientIdOf } from './guards';
import type { HttpRequest } from './http-request';
import type { RequestContext } from './platform';
import { type ApiError, apiErrorOf, unexpected } from './problems';
import { readBody } from './request-body';

/** A request that has passed the checks of its route. */
export interface OperationRequest {
  readonly http: HttpRequest;
  readonly context: RequestContext;
  /** Null for a public route. */
  readonly caller: Caller | null;
  readonly parameter: (name: string) => string;
}

export type Handler = (request: OperationRequest) => TE.TaskEither<ApiError, HttpResponse>;

// Left for the response itself, when the platform ends the request.
const margin = 200;

const timeOf = ({ timeBudgetMilliseconds }: Api, { context }: OperationRequest) => ({
  timeoutMilliseconds: Math.max(1, Math.min(timeBudgetMilliseconds, context.millisecondsLeft() - margin)),
});

const receiverOf = ({ caller, context }: OperationRequest) => ({
  requestId: context.requestId,
  caller: caller?.id ?? '',
});

const described = async ({ security, version }: Api): Promise<HttpResponse> => {
  const { openApi } = await import('@credit-risk/scoring-contract/openapi');
  return {
    ...jsonResponse(openApi({ serverUrl: '.', security, version })),
    headers: { 'cache-control': 'public, max-age=60' },
  };
};

/** The handlers of all operations. */
export const handlersOf = (api: Api): Readonly<Record<OperationId, Handler>> => {
  const look = healthLook();
  // Made for the first request that needs it, not while the function starts.
  let description: HttpResponse | null = null;
  const describe = async (): Promise<HttpResponse> => {
    description ??= await described(api);
    return description;
  };
  return {
    getClientFeatures: (request) =>
      pipe(
        clientIdOf(request.parameter('clientId')),
        E.matchW(TE.left, (clientId) =>
          pipe(getClientFeatures(clientId, timeOf(api, request))(api), TE.bimap(apiErrorOf, jsonResponse)),
        ),
      ),
    getClientPrediction: (request) =>
      pipe(
        clientIdOf(request.parameter('clientId')),
        E.matchW(TE.left, (clientId) =>
          pipe(
            getClientPrediction(clientId, receiverOf(request), timeOf(api, request))(api),
            TE.bimap(apiErrorOf, jsonResponse),
          ),
        ),
      ),
    postPredictions: (request) =>
      pipe(
        readBody(BatchRequest)(request.http),
        TE.flatMap((batch) =>
          pipe(
            postPredictions(batch, receiverOf(request), timeOf(api, request))(api),
            TE.bimap(apiErrorOf, jsonResponse),
          ),
        ),
      ),
    getHealth: () =>
      pipe(
        TE.fromTask(look(api)),
        TE.map((health): HttpResponse => {
          const ready = health.status === 'pass';
          const response = jsonResponse(health, ready ? 200 : 503);
          return ready ? response : { ...response, headers: { ...response.headers, 'retry-after': '5' } };
        }),
      ),
    getOpenApi: () => TE.tryCatch(describe, unexpected),
    getDocs: () => TE.right(docsPage),
  };
};
