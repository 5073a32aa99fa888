import { run } from '../src/program';

const node = (code: string, signal: AbortSignal, onOutput?: (text: string) => void) =>
  run(process.execPath, ['-e', code], { cwd: __dirname, signal, ...(onOutput ? { onOutput } : {}) });

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a program', () => {
  it('runs to its end, and yields all that it printed', async () => {
    const { signal } = new AbortController();
    const ended = await node("console.log('a'); console.error('b'); process.exitCode = 3", signal);
    expect(ended).toMatchObject({ exitCode: 3, output: 'a\n' });
    expect(ended.printed).toContain('b');
  });

  it('ends with everything that it started when it is interrupted', async () => {
    const interruption = new AbortController();
    const parent = `
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      console.log(child.pid);
      setInterval(() => {}, 1000);
    `;
    let pid = 0;
    const running = node(parent, interruption.signal, (text) => {
      pid = Number(text);
      interruption.abort();
    });
    await expect(running).rejects.toThrow('aborted');
    for (let poll = 0; poll < 500 && isAlive(pid); poll += 1)
      await new Promise((wake) => setTimeout(wake, 20));
    expect(isAlive(pid)).toBe(false);
  });

  it('is not started after an interruption', async () => {
    await expect(node('', AbortSignal.abort())).rejects.toThrow('aborted');
  });
});
