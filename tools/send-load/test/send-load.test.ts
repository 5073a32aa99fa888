import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';

const program = join(__dirname, '..', 'send-load.mjs');

const predicted = (response: ServerResponse): void => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ model: { name: 'a-model' } }));
};

const served = async <A>(answer: RequestListener, use: (url: string) => Promise<A>): Promise<A> => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port }: AddressInfo = Object(server.address());
  try {
    return await use(`http://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
};

interface Result {
  readonly sent: number;
  readonly answers: readonly (readonly [number, number, number, string])[];
}

const sendLoad = async (
  url: string,
  settings: object,
  isEnough: Promise<unknown> = Promise.resolve(),
): Promise<Result> => {
  const asked = {
    url,
    token: 'a-token',
    clientIds: ['1', '2', '3'],
    connections: 2,
    seconds: 1,
    ...settings,
  };
  const load = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  load.stdin.write(`${JSON.stringify(asked)}\n`);
  void isEnough.then(() => load.stdin.end());
  const [begun, result] = (await text(load.stdout)).split('\n');
  expect(begun).toBe('{"hasBegun":true}');
  return JSON.parse(result ?? '');
};

describe('The sender of load', () => {
  it('sends two rounds of requests, each about the next client and with the token', async () => {
    const asked: string[] = [];
    const { sent, answers } = await served(
      ({ url, headers }, response) => {
        asked.push(`${headers.authorization} ${url}`);
        predicted(response);
      },
      (url) => sendLoad(url, { rate: 6 }),
    );
    expect(sent).toBe(12);
    expect(answers.map(([, , status, source]) => `${status} ${source}`)).toEqual(
      Array(12).fill('200 a-model'),
    );
    expect(asked.sort()).toEqual(
      ['1', '2', '3'].flatMap((id) => Array(4).fill(`Bearer a-token /v1/clients/${id}/prediction`)),
    );
  });

  it('prints the body of a response that is not a prediction', async () => {
    const { answers } = await served(
      (_request, response) => response.writeHead(503).end('not ready'),
      (url) => sendLoad(url, { rate: 2 }),
    );
    expect(answers.map(([, , status, source]) => [status, source])).toEqual(
      Array(4).fill([503, 'not ready']),
    );
  });

  it('counts a request that was never answered as sent', async () => {
    let requests = 0;
    const { sent, answers } = await served(
      (request, response) => {
        requests += 1;
        if (requests === 3) request.socket.destroy();
        else predicted(response);
      },
      (url) => sendLoad(url, { rate: 6 }),
    );
    expect([sent, answers.length]).toEqual([12, 11]);
  });

  it('continues round by round until its standard input ends, and for one more', async () => {
    let requests = 0;
    let enough = (): void => undefined;
    const isEnough = new Promise<void>((resolve) => {
      enough = resolve;
    });
    const { sent, answers } = await served(
      (_request, response) => {
        requests += 1;
        if (requests > 4) enough();
        predicted(response);
      },
      (url) => sendLoad(url, { rate: 4 }, isEnough),
    );
    expect(sent).toBeGreaterThanOrEqual(12);
    expect(answers).toHaveLength(sent);
  });

  it('without a rate sends the next request as soon as there is an answer', async () => {
    const { sent, answers } = await served(
      (_request, response) => predicted(response),
      (url) => sendLoad(url, { rate: null }),
    );
    expect(sent).toBe(answers.length);
    expect(sent).toBeGreaterThan(2);
  });
});
