import { systemClock } from '../src/index';

describe('the system clock', () => {
  it('sleeps for the given time, by its own clock', async () => {
    const before = systemClock.now();
    await systemClock.sleep(30)();
    expect(systemClock.now() - before).toBeGreaterThanOrEqual(29);
  });

  it('wakes up when the signal is aborted', async () => {
    const controller = new AbortController();
    const before = systemClock.now();
    const asleep = systemClock.sleep(60_000, controller.signal)();
    controller.abort();
    await asleep;
    expect(systemClock.now() - before).toBeLessThan(10_000);
  });
});
