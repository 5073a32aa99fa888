// The API as a Lambda function behind API Gateway (HTTP API, payload format 2.0).
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { credentialsIn } from '../infra/aws/credentials';
import { serviceUrls } from '../infra/aws/service-url';
import { type LambdaResult, requestContextOf, requestOf, resultOf } from '../infra/lambda/event';
import { type Answered, timeAfterAnswers } from '../infra/lambda/time-after-answers';
import type { Api } from '../api';
import { httpApi } from './http/http-api';
import { buildApi } from './main';
import { readSettings } from './settings';

type Environment = Readonly<Record<string, string | undefined>>;

/** What Lambda tells of an invocation. */
export interface Invocation {
  readonly awsRequestId: string;
  readonly getRemainingTimeInMillis: () => number;
}

/** What Lambda calls. */
export type LambdaHandler = (event: unknown, invocation: Invocation) => Promise<LambdaResult>;

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
  const answerTo = httpApi(api);
  process.once('SIGTERM', () => void api.log.flush().finally(() => process.exit(0)));
  return async (event, invocation) => {
    try {
      const request = requestOf(event);
      if (E.isLeft(request)) throw new Error(request.left);
      const context = requestContextOf(event, invocation, process.env['_X_AMZN_TRACE_ID'] ?? null);
      return resultOf(await answerTo(request.right, context));
    } finally {
      answered(invocation.awsRequestId);
    }
  };
};
