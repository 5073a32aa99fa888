// One request to a container, and its answer as InvokeEndpoint has it.
import * as E from 'fp-ts/Either';
import { request } from 'undici';
import type { ServiceFault } from '../protocol/service-faults';
import type { InvokeEndpointInput, InvokeEndpointOutput } from '../service-model/operations.generated';
import type { Taken } from './fleet';

export interface EndpointPlace {
  readonly endpointName: string;
  readonly region: string;
  readonly accountId: string;
}

/** A container has as long to answer. [D] */
const ANSWER_TIMEOUT = 60_000;
const LONGEST_MESSAGE = 2_048;

const given = (name: string, value: string | undefined): Readonly<Record<string, string>> =>
  value === undefined ? {} : { [name]: value };

const headersOf = (input: InvokeEndpointInput): Readonly<Record<string, string>> => ({
  'content-type': input.ContentType ?? 'application/octet-stream',
  ...given('accept', input.Accept),
  ...given('x-amzn-sagemaker-custom-attributes', input.CustomAttributes),
  ...given('x-amzn-sagemaker-inference-id', input.InferenceId),
  ...given('x-amzn-sagemaker-target-model', input.TargetModel),
  ...given('x-amzn-sagemaker-session-id', input.SessionId),
});

// The text of a model error as clients of the service know it. [W]
const modelError = (place: EndpointPlace, status: number, original: string): ServiceFault => {
  const group = `/aws/sagemaker/Endpoints/${place.endpointName}`;
  const kind = status >= 400 && status < 500 ? 'client error' : 'server error';
  const message = `Received ${kind} (${status}) from primary with message "${original}". See https://${place.region}.console.aws.amazon.com/cloudwatch/home?region=${place.region}#logEventViewer:group=${group} in account ${place.accountId} for more information.`;
  return {
    _tag: 'ServiceFault',
    code: 'ModelError',
    status: 424,
    message: message.slice(0, LONGEST_MESSAGE),
    members: {
      OriginalStatusCode: status,
      OriginalMessage: original.slice(0, LONGEST_MESSAGE),
      LogStreamArn: `arn:aws:logs:${place.region}:${place.accountId}:log-group:${group}`,
    },
  };
};

const isTimeout = (cause: unknown): boolean =>
  cause instanceof Error &&
  'code' in cause &&
  (cause.code === 'UND_ERR_HEADERS_TIMEOUT' || cause.code === 'UND_ERR_BODY_TIMEOUT');

const unanswered = (place: EndpointPlace, cause: unknown): ServiceFault =>
  modelError(
    place,
    0,
    isTimeout(cause)
      ? 'Your invocation timed out while waiting for a response from container primary. Review the latency metrics for each container in Amazon CloudWatch, resolve the issue, and try again.'
      : 'The container closed the connection before it answered.',
  );

const text = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

/** Sends a request to the instance that was taken for it. */
export const invokeInstance = async (
  place: EndpointPlace,
  taken: Taken,
  input: InvokeEndpointInput,
): Promise<E.Either<ServiceFault, InvokeEndpointOutput>> => {
  try {
    const answer = await request(`${taken.address}/invocations`, {
      method: 'POST',
      headers: headersOf(input),
      body: input.Body,
      headersTimeout: ANSWER_TIMEOUT,
      bodyTimeout: ANSWER_TIMEOUT,
    });
    const body = new Uint8Array(await answer.body.arrayBuffer());
    if (answer.statusCode >= 300)
      return E.left(modelError(place, answer.statusCode, new TextDecoder().decode(body)));
    const contentType = text(answer.headers['content-type']);
    const attributes = text(answer.headers['x-amzn-sagemaker-custom-attributes']);
    return E.right({
      Body: body,
      InvokedProductionVariant: taken.variant,
      ...(contentType === undefined ? {} : { ContentType: contentType }),
      ...(attributes === undefined ? {} : { CustomAttributes: attributes }),
    });
  } catch (cause) {
    return E.left(unanswered(place, cause));
  }
};
