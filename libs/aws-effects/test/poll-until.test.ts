import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { backoff, type Poll, pollUntil, renderPollError } from '../src/index';
import { fakeClock } from './fake-clock.fixtures';

type Seen = E.Either<string, string>;

const setUp = (seen: readonly Seen[], changes: Partial<Poll<string, string>> = {}) => {
  const clock = fakeClock();
  let looks = 0;
  const poll: Poll<string, string> = {
    waitingFor: 'endpoint e to be in service',
    observe: async () => seen[Math.min(looks++, seen.length - 1)] ?? E.left('nothing'),
    isDone: (status) => status === 'InService',
    isRetryable: (error) => error === 'throttled',
    policy: backoff({ first: 1000, longest: 8000 }),
    random: () => 1,
    clock,
    giveUpAfter: 60_000,
    surviveErrorsFor: 10_000,
    ...changes,
  };
  return { clock, looks: () => looks, run: pollUntil(poll) };
};

describe('waiting for something', () => {
  it('ends with what was waited for', async () => {
    const { clock, run } = setUp([E.right('Creating'), E.right('Creating'), E.right('InService')]);
    expect(await run()).toEqual(E.right('InService'));
    expect(clock.slept).toEqual([1000, 2000]);
  });

  it('does not wait when it is there already', async () => {
    const { clock, run } = setUp([E.right('InService')]);
    await run();
    expect(clock.slept).toEqual([]);
  });

  it('gives up when its time is over, after a last look at the very end', async () => {
    const { clock, run } = setUp([E.right('Creating')], { giveUpAfter: 20_000 });
    expect(await run()).toEqual(
      E.left({
        _tag: 'GaveUp',
        waitingFor: 'endpoint e to be in service',
        waited: 20_000,
        last: 'Creating',
      }),
    );
    expect(clock.slept).toEqual([1000, 2000, 4000, 8000, 5000]);
  });

  it('jitters its delays', async () => {
    const { clock, run } = setUp([E.right('Creating'), E.right('InService')], { random: () => 0 });
    await run();
    expect(clock.slept).toEqual([500]);
  });

  it('survives errors that may pass', async () => {
    const { run } = setUp([
      E.left('throttled'),
      E.right('Creating'),
      E.left('throttled'),
      E.right('InService'),
    ]);
    expect(await run()).toEqual(E.right('InService'));
  });

  it('does not survive them for longer than stated', async () => {
    const { run } = setUp([E.right('Creating'), E.left('throttled')]);
    expect(await run()).toMatchObject(
      E.left({ _tag: 'ObservationFailed', cause: 'throttled', waited: 15_000 }),
    );
  });

  it('counts the time of an observation without a response', async () => {
    const clock = fakeClock();
    let looks = 0;
    const observe: Poll<string, string>['observe'] = async () => {
      looks += 1;
      await clock.sleep(6000)();
      return E.left('throttled');
    };
    const { run } = setUp([], { clock, observe });
    expect(await run()).toMatchObject(E.left({ _tag: 'ObservationFailed', waited: 13_000 }));
    expect(looks).toBe(2);
  });

  it('counts the time anew after each success', async () => {
    const flicker = [E.left('throttled'), E.left('throttled'), E.left('throttled'), E.right('Creating')];
    const { run } = setUp([...flicker, E.left('throttled'), E.right('InService')]);
    expect(await run()).toEqual(E.right('InService'));
  });

  it('fails at once for any other error', async () => {
    const { run, looks } = setUp([E.left('denied')]);
    expect(await run()).toMatchObject(E.left({ _tag: 'ObservationFailed', cause: 'denied', waited: 0 }));
    expect(looks()).toBe(1);
  });

  it('can be cancelled between two looks', async () => {
    const controller = new AbortController();
    const { run, looks } = setUp([E.right('Creating')], {
      clock: fakeClock(() => controller.abort()),
      signal: controller.signal,
    });
    expect(await run()).toMatchObject(E.left({ _tag: 'WaitCancelled', waited: 1000 }));
    expect(looks()).toBe(1);
  });

  it('reports each observation', async () => {
    const observed: string[] = [];
    const { run } = setUp([E.right('Creating'), E.right('InService')], {
      onObserved: (status) => observed.push(status),
    });
    await run();
    expect(observed).toEqual(['Creating', 'InService']);
  });

  it('starts anew each time it is run', async () => {
    const { run } = setUp([E.right('InService')], { observe: TE.right('InService') });
    expect(await run()).toEqual(await run());
  });
});

describe('the error of a wait', () => {
  it.each([
    ['GaveUp', { last: null }, 'waited 90 s for model m to be gone, and gave up'],
    ['WaitCancelled', {}, 'waited 90 s for model m to be gone, and was cancelled'],
    [
      'ObservationFailed',
      { cause: 'x' },
      'waited 90 s for model m to be gone, and could not observe it any more: [x]',
    ],
  ] as const)('%s names what was waited for and how long', (_tag, more, sentence) => {
    const error = { last: null, cause: '', ...more, _tag, waitingFor: 'model m to be gone', waited: 90_000 };
    expect(renderPollError((cause: string) => `[${cause}]`)(error)).toBe(sentence);
  });
});
