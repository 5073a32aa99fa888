// The API as a Lambda function behind API Gateway (HTTP API, payload format 2.0).
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import { isObject } from '@credit-risk/io-ts-schema';
import { credentialsIn } from '../infra/aws/credentials';
import { serviceUrls } from '../infra/aws/service-url';
import { requestContextOf } from '../infra/lambda/event';
import { type Answered, timeAfterAnswers } from '../infra/lambda/time-after-answers';
import type { Api } from '../api';
import { httpApp } from './http/http-app';
import { buildApi } from './main';
import { readSettings } from './settings';

type Environment = Readonly<Record<string, string | undefined>>;

/** What Lambda calls. */
export type LambdaHandler = (event: LambdaEvent, context: LambdaContext) => Promise<unknown>;

// Lambda ends a process two seconds after it has told it to stop.
const deliveryPatienceMilliseconds = 1_500;

const nobodyToTell: Answered = () => undefined;

// Where there is no Extensions API the process is not frozen after an answer: the log is delivered in the background.
const afterAnswers = ({ AWS_LAMBDA_RUNTIME_API: runtimeApi }: Environment, api: Api): Promise<Answered> =>
  runtimeApi === undefined
    ? Promise.resolve(nobodyToTell)
    : timeAfterAnswers(runtimeApi, {
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
    deliveryPatienceMilliseconds,
  });
  const answered = await afterAnswers(environment, api);
  const handler = handle(
    httpApp(api, ({ env }) => {
      const { event, lambdaContext } = isObject(env) ? env : {};
      return requestContextOf(event, lambdaContext, process.env['_X_AMZN_TRACE_ID'] ?? null);
    }),
  );
  process.once('SIGTERM', () => void api.log.flush().finally(() => process.exit(0)));
  return async (event, context) => {
    try {
      return await handler(event, context);
    } finally {
      answered(context.awsRequestId);
    }
  };
};
