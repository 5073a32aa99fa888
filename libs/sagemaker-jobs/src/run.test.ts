import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { makeRunId, RunId } from './index';
import { arbitraryRunId } from './arbitrary-run.fixtures';

describe('a run id', () => {
  it('holds the moment and a random part', () => {
    expect(makeRunId(new Date('2026-11-24T10:15:02Z'), 'k3f9')).toBe('20261124t101502-k3f9');
    expect(makeRunId(new Date('2026-11-24T10:15:02.999Z'), '')).toBe('20261124t101502');
  });

  it('is valid for any date and any random text', () => {
    fc.assert(
      fc.property(arbitraryRunId, (runId) => {
        expect(RunId.decode(runId)).toEqual(E.right(runId));
      }),
    );
  });

  it.each(['', 'A', 'a_b', '-a', 'a-', 'a--b', 'a b', 'a'.repeat(25), 7])('is not %j', (input) => {
    expect(E.isLeft(RunId.decode(input))).toBe(true);
  });
});
