import { ListModelsCommand } from '@aws-sdk/client-sagemaker';
import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import { backoff, type Patience, retrying, retryingWhile, send } from '../src/index';
import { fakeClock } from './fake-clock.fixtures';
import { type Answer, loopback, sageMaker } from './loopback.fixtures';

const throttled: Answer = { status: 400, body: { __type: 'ThrottlingException', message: 'Rate exceeded' } };
const fine: Answer = { status: 200, body: { Models: [] } };
const denied: Answer = { status: 400, body: { __type: 'AccessDeniedException', message: 'no' } };

const patienceWith = (clock: Patience['clock']): Patience => ({
  clock,
  policy: backoff({ first: 1000, longest: 4000 }),
  random: () => 1,
  surviveErrorsFor: 10_000,
});

const listing = async (answers: readonly Answer[], patience: Patience) => {
  const server = await loopback(() => answers[Math.min(server.requests.length, answers.length) - 1] ?? fine);
  const survived: string[] = [];
  const list = send(sageMaker(server.url), new ListModelsCommand({}));
  const result = await retrying(patience, ({ _tag }) => survived.push(_tag))(list)();
  await server.close();
  return { result, survived, calls: server.requests.length };
};

describe('a call that is retried', () => {
  it('is answered when the service has recovered', async () => {
    const clock = fakeClock();
    const { result, survived } = await listing([throttled, throttled, fine], patienceWith(clock));
    expect(E.isRight(result)).toBe(true);
    expect(clock.slept).toEqual([1000, 2000]);
    expect(survived).toEqual(['Throttled', 'Throttled']);
  });

  it('fails with the last error when patience ends', async () => {
    const clock = fakeClock();
    const { result } = await listing([throttled], patienceWith(clock));
    expect(result).toMatchObject(E.left({ _tag: 'Throttled' }));
    expect(clock.slept.reduce((sum, each) => sum + each, 0)).toBe(10_000);
  });

  it('counts the time of a try without a response', async () => {
    const clock = fakeClock();
    let tries = 0;
    const unanswered: TE.TaskEither<string, never> = async () => {
      tries += 1;
      await clock.sleep(6000)();
      return E.left('no response');
    };
    const again = retryingWhile<string>(patienceWith(clock), { mayPass: () => true });
    expect(await again(unanswered)()).toEqual(E.left('no response'));
    expect(tries).toBe(2);
  });

  it('is not repeated when it was rejected', async () => {
    const { result, calls } = await listing([denied], patienceWith(fakeClock()));
    expect(result).toMatchObject(E.left({ _tag: 'Rejected' }));
    expect(calls).toBe(1);
  });

  it('is not repeated after its signal was aborted', async () => {
    const controller = new AbortController();
    const clock = fakeClock(() => controller.abort());
    const { calls } = await listing([throttled], { ...patienceWith(clock), signal: controller.signal });
    expect(calls).toBe(2);
  });

  it('gives up when its policy does', async () => {
    let tries = 0;
    const effect = async () => E.left(`try ${(tries += 1)}`);
    const never = { ...patienceWith(fakeClock()), policy: () => ({ _tag: 'None' as const }) };
    expect(await retryingWhile<string>(never, { mayPass: () => true })(effect)()).toEqual(E.left('try 1'));
  });
});
