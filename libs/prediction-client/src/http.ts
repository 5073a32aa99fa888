// The entry for any caller, browsers included: no AWS SDK behind it.
import { systemClock } from '@credit-risk/aws-effects';
import type { Codec } from '@credit-risk/io-ts-schema';
import type { ClientId } from '@credit-risk/loan-features';
import {
  BatchResponse,
  ClientFeatures,
  pathOf,
  Prediction,
  type Route,
  routes,
} from '@credit-risk/scoring-contract';
import { inBatches } from './batches';
import { readResponse } from './http/http-response';
import { type Fetch, type HttpTarget, type HttpRequest, request } from './http/http-request';
import type { CallOptions, PredictionClient } from './prediction-client';
import { type PromisePredictionClient, withPromises } from './promises';
import { type BudgetPorts, withinBudget } from './time-budget';

export * from './index';
export type { Fetch } from './http/http-request';

/** How to reach the scoring API. */
export interface HttpSettings {
  /** `https://abc123.execute-api.eu-west-1.amazonaws.com`, without a path. */
  readonly baseUrl: string;
  /** Gets an access token with the scopes that are needed, before each try. Leave it out for an IAM-signing `fetch`. */
  readonly token?: () => Promise<string>;
  /** Sends the requests; the global `fetch` unless given. */
  readonly fetch?: Fetch;
  /** Time for a whole call, its retries included: 10,000 ms unless given. */
  readonly timeoutMilliseconds?: number;
}

const usualTimeout = 10_000;
const machine: BudgetPorts = { clock: systemClock, random: Math.random };

/**
 * A client of the scoring API.
 *
 * @example
 * const client = httpPredictionClient({ baseUrl, token: () => Promise.resolve(accessToken) });
 * await client.prediction(clientId)(); // right({ probabilityOfDefault: 0.0231, decision: 'approve', … })
 */
export const httpPredictionClient = (settings: HttpSettings): PredictionClient => {
  const { baseUrl, token = null, fetch = globalThis.fetch, timeoutMilliseconds = usualTimeout } = settings;
  const target: HttpTarget = { baseUrl, token, fetch };
  const get =
    <A>(route: Route, codec: Codec<A>) =>
    (clientId: ClientId, options: CallOptions = {}) =>
      withinBudget(
        machine,
        options,
        timeoutMilliseconds,
      )((budget) => {
        const call: HttpRequest = { method: route.method, path: pathOf(route, { clientId }), body: null };
        return request(target, call, budget, readResponse(codec, clientId));
      });
  return {
    features: get(routes.getClientFeatures, ClientFeatures),
    prediction: get(routes.getClientPrediction, Prediction),
    predictions: (clientIds, { reasons = false, ...options } = {}) =>
      inBatches((batch) =>
        withinBudget(
          machine,
          options,
          timeoutMilliseconds,
        )((budget) => {
          const body = { clientIds: batch, reasons };
          const call: HttpRequest = { method: 'POST', path: pathOf(routes.postPredictions), body };
          return request(target, call, budget, readResponse(BatchResponse, null));
        }),
      )(clientIds),
  };
};

/**
 * The same with promises.
 *
 * @example
 * const { probabilityOfDefault } = await httpPredictions({ baseUrl, token }).prediction('5008806');
 */
export const httpPredictions = (settings: HttpSettings): PromisePredictionClient =>
  withPromises(httpPredictionClient(settings));
