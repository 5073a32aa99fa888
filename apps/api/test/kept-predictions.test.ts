// The prediction log and the logs: what must be in the one, and must not be in the others.
import { decode } from '@credit-risk/io-ts-schema';
import * as E from 'fp-ts/Either';
import { setTimeout as sleep } from 'node:timers/promises';
import { LogEntry } from '../src/domain/prediction-log';
import { type RunningApi, startRunningApi } from './running-api.fixtures';

let running: RunningApi | undefined;
const api = (): RunningApi => {
  if (running === undefined) throw new Error('the API is not up');
  return running;
};
const marked = '987654321012345';
const amount = 4242.424242;

const arrived = async (entries: number): Promise<readonly Record<string, unknown>[]> => {
  for (;;) {
    const logged = await api().logged();
    if (logged.length >= entries) return logged;
    await sleep(50);
  }
};

beforeAll(async () => {
  running = await startRunningApi();
  await running.double.put(marked, { avg_amount_loans_previous: amount });
  await running.double.put('80', { age: 80 });
});
afterAll(() => running?.stop());

describe('the prediction log', () => {
  it('has every prediction of a response, with its caller', async () => {
    const given: unknown = await (await api().ask(`/v1/clients/${marked}/prediction`)).json();
    const batch: unknown = await (
      await api().ask('/v1/predictions', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ clientIds: [marked, '5'], reasons: true }),
      })
    ).json();
    const entries = await arrived(2);
    expect(entries.map((entry) => entry['prediction'])).toEqual(
      expect.arrayContaining([given, Object(batch).results[0].prediction]),
    );
    for (const entry of entries) {
      expect(E.isRight(decode(LogEntry)(entry))).toBe(true);
      expect(entry['caller']).toBe('loan-desk');
    }
  });

  it('has nothing of features that were read and of predictions that failed', async () => {
    const before = (await api().logged()).length;
    await api().ask(`/v1/clients/${marked}/features`);
    expect((await api().ask('/v1/clients/80/prediction')).status).toBe(502);
    await api().ask(`/v1/clients/${marked}/prediction`);
    expect(await arrived(before + 1)).toHaveLength(before + 1);
  });
});

describe('invariant 6: the logs', () => {
  it('have route templates, statuses and metrics, and no client, feature or token', async () => {
    const token = await api().issuer.token();
    for (const path of [`/v1/clients/${marked}/features`, `/v1/clients/${marked}x/features`, `/${marked}`])
      await api().ask(path, { token });
    await api().ask('/v1/predictions', {
      method: 'POST',
      token,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ clientIds: [marked, `${marked}0`], [`k${marked}`]: marked }),
    });
    await api().double.setFaults([
      { operation: 'GetRecord', code: 'AccessForbidden', message: marked, status: 403 },
    ]);
    expect((await api().ask(`/v1/clients/${marked}/prediction`, { token })).status).toBe(500);
    await api().double.setFaults([]);
    const output = api().output();
    expect(output).toContain('GET /v1/clients/{clientId}/prediction');
    expect(output).toContain('"Latency"');
    expect(output).toContain('AccessForbidden');
    expect(output).not.toContain(marked);
    expect(output).not.toContain(String(amount));
    expect(output).not.toContain(token.slice(0, 40));
  });
});

// The last one: the process is gone after it.
describe('a process that is stopped', () => {
  it('finishes its requests and loses no entry', async () => {
    const before = (await api().logged()).length;
    const asked = Array.from({ length: 30 }, () => api().ask(`/v1/clients/${marked}/prediction`));
    await Promise.all(asked.slice(0, 5));
    const [code, ...responses] = await Promise.all([
      api().end(),
      ...asked.map((each) => each.catch(() => null)),
    ]);
    expect(code).toBe(0);
    const given = responses.filter((response) => response?.status === 200).length;
    expect(given).toBeGreaterThanOrEqual(5);
    expect((await api().logged()).length - before).toBe(given);
  });
});
