import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStep } from '../src/run-step';

let root: string;
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'step-')));
});
afterAll(() => rmSync(root, { recursive: true }));

const step = (command: string) => ({ command, cwd: '.', environment: { NAME: 'a value' } });

describe('The command of a step', () => {
  it('runs in its folder and environment, with the programs of npm packages first on the PATH', async () => {
    const { code, output } = await runStep(root, step('pwd; echo "$NAME"; echo "${PATH%%:*}"'));
    expect(code).toBe(0);
    expect(output).toBe(`${root}\na value\n${root}/node_modules/.bin\n`);
  });

  it('gives its exit code and both streams', async () => {
    expect(await runStep(root, step('echo out; echo error >&2; exit 3'))).toEqual({
      code: 3,
      cpu: expect.any(Number),
      output: 'out\nerror\n',
    });
  });

  it('measures the CPU of the command and of what it started', async () => {
    const busy = `node -e "const end = process.cpuUsage().user + 300000; while (process.cpuUsage().user < end);"`;
    expect((await runStep(root, step(`sh -c '${busy}'`))).cpu).toBeGreaterThan(0.3);
    expect((await runStep(root, step('true'))).cpu).toBeLessThan(0.3);
  });

  it('fails if a signal ends it', async () => {
    expect((await runStep(root, step('kill -9 $$'))).code).toBe(1);
  });
});
