// One request to a container, and its response in the form of InvokeEndpoint's.
import * as E from 'fp-ts/Either';
import { request, type Dispatcher } from 'undici';
import type { ApiError } from '../protocol/api-errors';
import { isRecord } from '../machine/is-record';
import type { InvokeEndpointInput, InvokeEndpointOutput } from '../service-model/operations.generated';
import type { Taken } from './fleet';

export interface EndpointPlace {
  readonly endpointName: string;
  readonly region: string;
  readonly accountId: string;
}

export interface InvocationSettings {
  readonly connections: Dispatcher;
  /** How long a container may take to respond. */
  readonly responseMilliseconds: number;
}

/** The instance did not accept the connection: the request was not delivered and may go elsewhere. */
export interface Unreached {
  readonly _tag: 'Unreached';
  readonly error: ApiError;
}

const LONGEST_RESPONSE = 6_291_456;
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

const modelErrorOf = (place: EndpointPlace, status: number, original: string, message: string): ApiError => ({
  _tag: 'ApiError',
  code: 'ModelError',
  status: 424,
  message: message.slice(0, LONGEST_MESSAGE),
  members: {
    OriginalStatusCode: status,
    OriginalMessage: original.slice(0, LONGEST_MESSAGE),
    LogStreamArn: `arn:aws:logs:${place.region}:${place.accountId}:log-group:/aws/sagemaker/Endpoints/${place.endpointName}`,
  },
});

// The text of a model error as clients of the service know it. [W]
const modelError = (place: EndpointPlace, status: number, original: string): ApiError => {
  const group = `/aws/sagemaker/Endpoints/${place.endpointName}`;
  const kind = status >= 400 && status < 500 ? 'client error' : 'server error';
  const message = `Received ${kind} (${status}) from primary with message "${original}". See https://${place.region}.console.aws.amazon.com/cloudwatch/home?region=${place.region}#logEventViewer:group=${group} in account ${place.accountId} for more information.`;
  return modelErrorOf(place, status, original, message);
};

// [W]
const tooLarge = (place: EndpointPlace): ApiError => {
  const message = 'Received server error (500) from primary and could not load the entire response body.';
  return modelErrorOf(place, 500, message, message);
};

const TIMED_OUT =
  'Your invocation timed out while waiting for a response from container primary. Review the latency metrics for each container in Amazon CloudWatch, resolve the issue, and try again.';
const CUT_OFF = 'The container closed the connection before it responded.';

const failureOf = (place: EndpointPlace, cause: unknown): ApiError | Unreached => {
  if (isRecord(cause) && cause.code === 'ECONNREFUSED')
    return { _tag: 'Unreached', error: modelError(place, 0, CUT_OFF) };
  return modelError(place, 0, isRecord(cause) && cause.name === 'TimeoutError' ? TIMED_OUT : CUT_OFF);
};

/** The whole body of a response; undefined if it is longer than the service passes on. */
const wholeOf = async (body: Dispatcher.ResponseData['body']): Promise<Uint8Array | undefined> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    if (!(part instanceof Uint8Array)) continue;
    parts.push(part);
    length += part.length;
    // Leaving the loop ends the connection.
    if (length > LONGEST_RESPONSE) return undefined;
  }
  return Buffer.concat(parts);
};

const text = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

const outputOf = (
  taken: Taken,
  { headers }: Dispatcher.ResponseData,
  body: Uint8Array,
): InvokeEndpointOutput => {
  const contentType = text(headers['content-type']);
  const attributes = text(headers['x-amzn-sagemaker-custom-attributes']);
  return {
    Body: body,
    InvokedProductionVariant: taken.variant,
    ...(contentType === undefined ? {} : { ContentType: contentType }),
    ...(attributes === undefined ? {} : { CustomAttributes: attributes }),
  };
};

/** Sends a request to the instance that was taken for it. */
export const invokeInstance = async (
  { connections, responseMilliseconds }: InvocationSettings,
  place: EndpointPlace,
  taken: Taken,
  input: InvokeEndpointInput,
): Promise<E.Either<ApiError | Unreached, InvokeEndpointOutput>> => {
  try {
    const response = await request(`${taken.address}/invocations`, {
      dispatcher: connections,
      method: 'POST',
      headers: headersOf(input),
      body: input.Body,
      signal: AbortSignal.timeout(responseMilliseconds),
    });
    const body = await wholeOf(response.body);
    if (body === undefined) return E.left(tooLarge(place));
    if (response.statusCode >= 300)
      return E.left(modelError(place, response.statusCode, new TextDecoder().decode(body)));
    return E.right(outputOf(taken, response, body));
  } catch (cause) {
    return E.left(failureOf(place, cause));
  }
};
