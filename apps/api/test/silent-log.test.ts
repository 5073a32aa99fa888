// A prediction log that takes calls and never answers them.
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { type RunningApi, startRunningApi } from './running-api.fixtures';

const minute = 60_000;
const sockets = new Set<Socket>();
const silent = createServer((socket) => sockets.add(socket));
let running: RunningApi | undefined;

beforeAll(async () => {
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  const address = silent.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  running = await startRunningApi({ AWS_ENDPOINT_URL_FIREHOSE: `http://127.0.0.1:${port}` });
  await running.double.put('7', { age: 40 });
}, 2 * minute);

afterAll(async () => {
  await running?.stop();
  for (const socket of sockets) socket.destroy();
  silent.close();
}, minute);

describe('a prediction log that never answers', () => {
  it('keeps no prediction waiting, and the server from ending for no longer than its patience', async () => {
    const answer = await running?.ask('/v1/clients/7/prediction');
    expect(answer?.status).toBe(200);
    const before = performance.now();
    expect(await running?.end()).toBe(0);
    // Ten seconds for the delivery that is under way, and as many for the one at the end.
    expect(performance.now() - before).toBeLessThan(30_000);
    expect(sockets.size).toBeGreaterThan(0);
  });
});
