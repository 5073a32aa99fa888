import { schedule } from '../src/schedule';
import type { Ended } from '../src/step';

interface Step {
  readonly id: string;
  readonly needs: readonly string[];
}

const step = (id: string, ...needs: readonly string[]): Step => ({ id, needs });

const traced = (codes: Readonly<Record<string, number>> = {}) => {
  const started: string[] = [];
  let running = 0;
  let most = 0;
  const run = async ({ id }: Step): Promise<Ended> => {
    started.push(id);
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return { code: codes[id] ?? 0, cpu: 0 };
  };
  return { run, started, most: () => most };
};

describe('The schedule of the steps', () => {
  it('starts steps in their order and never more than there are slots', async () => {
    const { run, started, most } = traced();
    await schedule([step('a'), step('b'), step('c'), step('d'), step('e')], 2, run);
    expect(started).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(most()).toBe(2);
  });

  it('starts a step after those that it needs, and others before it', async () => {
    const { run, started } = traced();
    await schedule([step('a', 'c'), step('b'), step('c')], 1, run);
    expect(started).toEqual(['b', 'c', 'a']);
  });

  it('gives every step its exit code, and runs no step whose need failed', async () => {
    const { run, started } = traced({ types: 2 });
    const results = await schedule(
      [step('types'), step('report', 'types'), step('after', 'report'), step('test')],
      4,
      run,
    );
    expect(started).toEqual(['types', 'test']);
    const codes = Object.fromEntries(results.map(({ id, code }) => [id, code]));
    expect(codes).toEqual({ types: 2, report: null, after: null, test: 0 });
  });

  it('refuses steps that wait for each other', async () => {
    const { run } = traced();
    await expect(schedule([step('a', 'b'), step('b', 'a')], 2, run)).rejects.toThrow('a, b');
  });
});
