// Calls of AWS by Node's own HTTP client: a function starts with them in a fraction of the time that the SDK's
// clients take, and calls with a fraction of their work.
import { type AwsError, toAwsError } from '@credit-risk/aws-effects';
import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import http from 'node:http';
import https from 'node:https';
import { exchange, type TextResponse } from '../node-http/exchange';
import { failureOf } from './response';
import type { AwsService } from './service-url';
import { type Credentials, type Header, signer } from './signature';

/** A call, for a trace. */
export interface WatchedCall {
  readonly service: string;
  readonly region: string;
  readonly operation: string;
}

/** Runs around each call, as a trace does. */
export type Around = <A>(call: WatchedCall, work: () => Promise<A>) => Promise<A>;

/** A service to call, and how. */
export interface CalledService {
  readonly service: AwsService;
  readonly url: URL;
  readonly region: string;
  readonly credentials: () => Promise<Credentials>;
  readonly around: Around;
}

/** One call. */
export interface Call {
  readonly operation: string;
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Calls a service; the call ends with the signal, and not before. */
export type SignedCall = (call: Call, signal: AbortSignal) => TE.TaskEither<AwsError, TextResponse>;

const ended = (): Error => Object.assign(new Error('the call was ended'), { name: 'AbortError' });

// The signal is of all calls of a request: nothing of one is left at it.
const untilEnded = <A>(
  signal: AbortSignal,
  start: (onEnd: (release: () => void) => void) => Promise<A>,
): Promise<A> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(ended());
    let release = (): void => undefined;
    const end = (): void => {
      release();
      reject(ended());
    };
    signal.addEventListener('abort', end);
    start((given) => {
      release = given;
    }).then(
      (value) => {
        signal.removeEventListener('abort', end);
        resolve(value);
      },
      (cause: unknown) => {
        signal.removeEventListener('abort', end);
        reject(cause);
      },
    );
  });

// Node adds no length by itself to headers that it is given as a list.
const headersOf = ({ headers, body }: Call, host: string): readonly Header[] => {
  const own: readonly Header[] =
    body === ''
      ? [['host', host]]
      : [
          ['host', host],
          ['content-length', String(Buffer.byteLength(body))],
        ];
  return [...own, ...Object.entries(headers)];
};

const firstError = 300;
const mostSockets = 50;

/**
 * Calls of one service, over connections that are kept.
 *
 * @example
 * const call = signedCalls({ service: firehose, url, region, credentials, around });
 */
export const signedCalls = ({ service, url, region, credentials, around }: CalledService): SignedCall => {
  const client = url.protocol === 'https:' ? https : http;
  const agent = new client.Agent({ keepAlive: true, maxSockets: mostSockets });
  const { host, hostname, port } = url;
  const prefix = url.pathname.replace(/\/$/, '');
  const sign = signer(service.signingName, region, Date.now);
  const send = async (
    call: Call,
    who: Credentials,
    onEnd: (release: () => void) => void,
  ): Promise<TextResponse> => {
    const { method, body } = call;
    const target = `${prefix}${call.path}`;
    const [path = '', query = ''] = target.split('?');
    const signed = sign({ method, path, query, headers: headersOf(call, host), body }, who);
    const request = client.request({
      agent,
      hostname,
      port,
      method,
      path: target,
      headers: signed.flat(),
    });
    onEnd(() => request.destroy());
    const response = await exchange(request, body);
    if (response.status >= firstError) throw failureOf(response);
    return response;
  };
  return (call, signal) => async () => {
    try {
      const response = await untilEnded(signal, async (onEnd) => {
        const who = await credentials();
        if (signal.aborted) throw ended();
        const watched = { service: service.name, region, operation: call.operation };
        return around(watched, () => send(call, who, onEnd));
      });
      return E.right(response);
    } catch (cause) {
      return E.left(toAwsError(call.operation)(cause));
    }
  };
};
