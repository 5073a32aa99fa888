// A prediction log that accepts calls and never responds.
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { type RunningApi, startRunningApi } from './running-api.fixtures';

const minute = 60_000;
const patience = 600;
const sockets = new Set<Socket>();
const silent = createServer((socket) => sockets.add(socket));
let running: RunningApi | undefined;

beforeAll(async () => {
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  const address = silent.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  running = await startRunningApi({
    AWS_ENDPOINT_URL_FIREHOSE: `http://127.0.0.1:${port}`,
    DELIVERY_PATIENCE_MILLISECONDS: String(patience),
  });
  await running.double.put('7', { age: 40 });
}, 2 * minute);

afterAll(async () => {
  await running?.stop();
  for (const socket of sockets) socket.destroy();
  silent.close();
}, minute);

describe('a prediction log that never responds', () => {
  it('delays no prediction, and the end of the server by no more than its patience', async () => {
    const response = await running?.ask('/v1/clients/7/prediction');
    expect(response?.status).toBe(200);
    const before = performance.now();
    expect(await running?.end()).toBe(0);
    // The patience once for the delivery in progress, and once for the one at the end.
    const ended = performance.now() - before;
    expect(ended).toBeGreaterThan(patience / 2);
    expect(ended).toBeLessThan(10 * patience);
    expect(sockets.size).toBeGreaterThan(0);
  });
});
