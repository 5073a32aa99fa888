import { systemClock } from '@credit-risk/aws-effects';
import { arbitraryOf } from '@credit-risk/io-ts-schema/arbitrary';
import { sample } from 'fast-check';
import * as TE from 'fp-ts/TaskEither';
import { firehosePredictionLog } from '../src/infra/firehose/prediction-log';
import { LogEntry } from '../src/domain/prediction-log';

const entries = sample(arbitraryOf(LogEntry), 4);

const logInto = (calls: (readonly string[])[]) =>
  firehosePredictionLog({
    put: (lines) => {
      calls.push(lines);
      return TE.right([]);
    },
    clock: systemClock,
    random: Math.random,
    patienceMilliseconds: 1000,
    mostPending: 4,
    onUndelivered: () => undefined,
  });

describe('the prediction log', () => {
  it('lets the response go first, and delivers together what was given until then', async () => {
    const calls: (readonly string[])[] = [];
    const log = logInto(calls);
    expect(log.append(entries.slice(0, 1))).toBe(true);
    await Promise.resolve();
    expect(calls).toEqual([]);
    expect(log.append(entries.slice(1))).toBe(true);
    await log.flush();
    expect(calls).toEqual([entries.map((entry) => `${JSON.stringify(entry)}\n`)]);
    expect(log.pending()).toBe(0);
  });

  it('takes entries over all or none', async () => {
    const calls: (readonly string[])[] = [];
    const log = logInto(calls);
    expect(log.append(entries)).toBe(true);
    expect(log.append(entries.slice(0, 1))).toBe(false);
    expect(log.pending()).toBe(entries.length);
    await log.flush();
    expect(calls.flat()).toHaveLength(entries.length);
  });
});
