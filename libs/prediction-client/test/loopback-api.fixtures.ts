// A real HTTP server on the loopback whose responses a test chooses.
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Response {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface LoopbackApi {
  readonly url: string;
  readonly asked: readonly ReceivedRequest[];
  readonly close: () => Promise<void>;
}

/** Answers the nth request, from 0; `null` never answers, `'cut'` cuts the connection. */
export const loopbackApi = async (
  respond: (turn: number, received: ReceivedRequest) => Response | 'cut' | null,
): Promise<LoopbackApi> => {
  const asked: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const one = { method, url, headers, body: await text(request) };
    asked.push(one);
    const chosen = respond(asked.length - 1, one);
    if (chosen === null) return;
    if (chosen === 'cut') {
      request.socket.destroy();
      return;
    }
    response.writeHead(chosen.status ?? 200, { 'content-type': 'application/json', ...chosen.headers });
    response.end(typeof chosen.body === 'string' ? chosen.body : JSON.stringify(chosen.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port }: AddressInfo = Object(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
