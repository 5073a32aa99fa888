import { PassThrough } from 'node:stream';
import { progressBars } from '../src/reporting/progress-bars';

const terminal = () => {
  const written: string[] = [];
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 100, rows: 30 });
  stream.on('data', (chunk) => written.push(String(chunk)));
  return { stream, text: () => written.join('') };
};

const training = { runId: 'r1', stage: 'training' } as const;
const getConfig = { runId: 'r1', stage: 'get-config' } as const;

describe('progress on a terminal', () => {
  it('is a line a stage, with its status and seconds', () => {
    const { stream, text } = terminal();
    const bars = progressBars(stream, () => 0);
    bars.progress({ ...getConfig, at: 0, kind: 'started' })();
    bars.progress({ ...getConfig, at: 0, kind: 'reused', seconds: 3 })();
    bars.progress({ ...training, at: 0, kind: 'started' })();
    bars.progress({ ...training, at: 12_000, kind: 'observed', status: 'InProgress' })();
    bars.close();
    expect(text().match(/Run r1\n/g)).toHaveLength(1);
    expect(text()).toMatch(/get-config +complete already +3 s/);
    expect(text()).toMatch(/training +InProgress +12 s/);
  });

  it('ends before a problem is shown', () => {
    const { stream, text } = terminal();
    const bars = progressBars(stream, () => 0);
    bars.progress({ ...training, at: 0, kind: 'started' })();
    bars.problem({ error: 'JobFailed', severity: 'permanent', exitCode: 3, message: 'out of luck' });
    expect(text().trimEnd().endsWith('out of luck')).toBe(true);
  });
});
