import { reportOf } from '../src/report';

const result = (id: string, seconds: number, code: number | null = 0) => ({
  id,
  seconds,
  cpu: seconds / 2,
  code,
});

describe('The report of a run', () => {
  it('lists the ten slowest steps, slowest first', () => {
    const text = reportOf(Array.from({ length: 12 }, (_, at) => result(`step-${at}`, at)));
    const rows = text.split('\n').filter((line) => line.includes('step-'));
    expect(rows).toHaveLength(10);
    expect(rows[0]).toBe('|    11.0 |     5.5 | step-11 |');
  });

  it('adds up the time of CPU', () => {
    expect(reportOf([result('fast', 1), result('slow', 5)])).toContain('2 steps used 3 s of CPU.');
  });

  it('names every step that failed, also the ones that were not run', () => {
    const text = reportOf([result('fast', 1), result('types', 2, 2), result('report', 0, null)]);
    expect(text).toContain('Failed:\n  types\n  report\n');
    expect(reportOf([result('fast', 1)])).not.toContain('Failed');
  });
});
