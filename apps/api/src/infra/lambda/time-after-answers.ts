// Time after an answer, in Lambda: an internal extension. Lambda hands an answer on as soon as the handler gives it, and
// freezes the process only when the extension has asked for the next event, too.
import { isObject } from '@credit-risk/io-ts-schema';
import { request } from 'node:http';
import { exchange, type Reply } from '../exchange';

/** Work that goes on after an answer. */
export interface AfterAnswers {
  /** Runs after every invocation, before the process may be frozen. */
  readonly work: () => Promise<void>;
  readonly onError: (cause: unknown) => void;
}

const extensionName = 'prediction-log';
const identifierHeader = 'lambda-extension-identifier';

// Not fetch: the next event may be hours away, and Node's fetch gives up after five minutes.
const ask = (
  url: string,
  method: 'GET' | 'POST',
  headers: Record<string, string>,
  body = '',
): Promise<Reply> => exchange(request(url, { method, headers }), body);

const register = async (baseUrl: string): Promise<string> => {
  const events = JSON.stringify({ events: ['INVOKE'] });
  const { status, headers } = await ask(
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
  const { text } = await ask(`${baseUrl}/event/next`, 'GET', { [identifierHeader]: identifier });
  const event: unknown = JSON.parse(text);
  const requestId = isObject(event) ? event['requestId'] : undefined;
  return typeof requestId === 'string' ? requestId : '';
};

interface Invocation {
  readonly answered: Promise<void>;
  readonly answer: () => void;
}

const invocation = (): Invocation => {
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  return { answered, answer: () => answer() };
};

/** Tells the extension that an invocation is answered. */
export type Answered = (requestId: string) => void;

/**
 * Registers the extension; to be called while the function initializes. From then on `work` is done after each
 * invocation that was told to be answered.
 */
export const timeAfterAnswers = async (
  runtimeApi: string,
  { work, onError }: AfterAnswers,
): Promise<Answered> => {
  const baseUrl = `http://${runtimeApi}/2020-01-01/extension`;
  const identifier = await register(baseUrl);
  // Handler and extension hear of an invocation in any order.
  const invocations = new Map<string, Invocation>();
  const known = (requestId: string): Invocation => {
    const found = invocations.get(requestId) ?? invocation();
    invocations.set(requestId, found);
    return found;
  };
  const serve = async (): Promise<never> => {
    for (;;) {
      const requestId = await nextInvocation(baseUrl, identifier);
      await known(requestId).answered;
      invocations.delete(requestId);
      await work().catch(onError);
    }
  };
  void serve().catch(onError);
  return (requestId) => known(requestId).answer();
};
