// The API as a Lambda function behind API Gateway (HTTP API, payload format 2.0).
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { credentialsIn } from './infra/aws/credentials';
import { serviceUrls } from './infra/aws/service-url';
import { type LambdaResponse, requestContextOf, requestOf, lambdaResponseOf } from './infra/lambda/event';
import { type MarkResponded, timeAfterResponses } from './infra/lambda/time-after-responses';
import type { Api } from './domain/api';
import { httpApi } from './app/http/http-api';
import { buildApi } from './build-api';
import { readSettings } from './settings';

type Environment = Readonly<Record<string, string | undefined>>;

/** Lambda's context of an invocation. */
export interface Invocation {
  readonly awsRequestId: string;
  readonly getRemainingTimeInMillis: () => number;
}

/** The function that Lambda calls. */
export type LambdaHandler = (event: unknown, invocation: Invocation) => Promise<LambdaResponse>;

// Lambda kills a process two seconds after SIGTERM.
const usualPatience = 1_500;

const noExtension: MarkResponded = () => undefined;

// Without the Extensions API the process is not frozen after a response: the log is delivered in the background.
const afterResponses = (
  { AWS_LAMBDA_RUNTIME_API: runtimeApi }: Environment,
  api: Api,
): Promise<MarkResponded> =>
  runtimeApi === undefined
    ? Promise.resolve(noExtension)
    : timeAfterResponses(runtimeApi, {
        work: api.log.flush,
        onError: (cause) => api.observability.failed('', cause),
      });

/** The handler of an environment; it is ready for its first event when the promise is kept. */
export const lambdaHandler = async (environment: Environment, docsFolder: string): Promise<LambdaHandler> => {
  const read = pipe(
    E.Do,
    E.apS('settings', readSettings(environment)),
    E.apS('credentials', credentialsIn(environment)),
    E.bind('urls', ({ settings }) => serviceUrls(settings.AWS_REGION, environment)),
  );
  if (E.isLeft(read)) throw new Error(read.left);
  const { settings, credentials, urls } = read.right;
  const api = await buildApi(settings, {
    urls,
    credentials: () => Promise.resolve(credentials),
    isTraced: environment['POWERTOOLS_TRACE_ENABLED'] === 'true',
    docsFolder,
    deliveryPatienceMilliseconds: settings.DELIVERY_PATIENCE_MILLISECONDS ?? usualPatience,
  });
  const markResponded = await afterResponses(environment, api);
  const respondTo = httpApi(api);
  process.once('SIGTERM', () => void api.log.flush().finally(() => process.exit(0)));
  return async (event, invocation) => {
    try {
      const request = requestOf(event);
      if (E.isLeft(request)) throw new Error(request.left);
      const context = requestContextOf(event, invocation, process.env['_X_AMZN_TRACE_ID'] ?? null);
      return lambdaResponseOf(await respondTo(request.right, context));
    } finally {
      markResponded(invocation.awsRequestId);
    }
  };
};
