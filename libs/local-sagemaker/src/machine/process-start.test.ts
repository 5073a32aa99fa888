import { existsSync } from 'node:fs';
import { processStart } from './process-start';

describe('the start of a process', () => {
  it('is known while it runs, where the system has it', () => {
    if (existsSync('/proc/self/stat')) expect(processStart(process.pid)).toMatch(/^\d+$/);
    expect(processStart(999_999_999)).toBeUndefined();
  });
});
