// Time after a response, in Lambda: an internal extension. Lambda sends a response as soon as the handler returns it, and
// freezes the process only when the extension has also requested the next event.
import { isObject } from '@credit-risk/io-ts-schema';
import { request } from 'node:http';
import { exchange, type TextResponse } from '../node-http/exchange';

/** Work that continues after a response. */
export interface AfterResponses {
  /** Runs after every invocation, before the process may be frozen. */
  readonly work: () => Promise<void>;
  readonly onError: (cause: unknown) => void;
}

const extensionName = 'prediction-log';
const identifierHeader = 'lambda-extension-identifier';

// Not fetch: the next event may be hours away, and Node's fetch gives up after five minutes.
const call = (
  url: string,
  method: 'GET' | 'POST',
  headers: Record<string, string>,
  body = '',
): Promise<TextResponse> => exchange(request(url, { method, headers }), body);

const register = async (baseUrl: string): Promise<string> => {
  const events = JSON.stringify({ events: ['INVOKE'] });
  const { status, headers } = await call(
    `${baseUrl}/register`,
    'POST',
    { 'lambda-extension-name': extensionName },
    events,
  );
  const identifier = headers[identifierHeader];
  if (typeof identifier !== 'string') throw new Error(`the extension was refused with status ${status}`);
  return identifier;
};

const nextInvocation = async (baseUrl: string, identifier: string): Promise<string> => {
  const { text } = await call(`${baseUrl}/event/next`, 'GET', { [identifierHeader]: identifier });
  const event: unknown = JSON.parse(text);
  const requestId = isObject(event) ? event['requestId'] : undefined;
  return typeof requestId === 'string' ? requestId : '';
};

interface Invocation {
  readonly responded: Promise<void>;
  readonly markResponded: () => void;
}

const invocation = (): Invocation => {
  let markResponded = (): void => undefined;
  const responded = new Promise<void>((resolve) => {
    markResponded = resolve;
  });
  return { responded, markResponded: () => markResponded() };
};

/** Marks an invocation as responded, by its request id. */
export type MarkResponded = (requestId: string) => void;

/**
 * Registers the extension; to be called while the function initializes. From then on `work` runs after each invocation
 * that is marked as responded.
 */
export const timeAfterResponses = async (
  runtimeApi: string,
  { work, onError }: AfterResponses,
): Promise<MarkResponded> => {
  const baseUrl = `http://${runtimeApi}/2020-01-01/extension`;
  const identifier = await register(baseUrl);
  // Handler and extension learn of an invocation in any order.
  const invocations = new Map<string, Invocation>();
  const known = (requestId: string): Invocation => {
    const found = invocations.get(requestId) ?? invocation();
    invocations.set(requestId, found);
    return found;
  };
  const serve = async (): Promise<never> => {
    for (;;) {
      const requestId = await nextInvocation(baseUrl, identifier);
      await known(requestId).responded;
      invocations.delete(requestId);
      await work().catch(onError);
    }
  };
  void serve().catch(onError);
  return (requestId) => known(requestId).markResponded();
};
