import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes } from '@credit-risk/pipelines';
import { subject } from './program.fixtures';

const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');

const commands = [...readme.matchAll(/^credit-risk (.*)$/gm)].map(([, args = '']) => args.split(' '));

describe('the README', () => {
  it('has commands that work in the order in which they stand', async () => {
    const { run } = subject();
    expect(commands.length).toBeGreaterThan(8);
    for (const args of commands)
      expect({ args, ...(await run(...args)) }).toMatchObject({ args, exitCode: 0 });
  });

  it('has the result with the members that it really has', async () => {
    const [, shown = ''] = /```json\n([^`]*)```/.exec(readme) ?? [];
    const { stdout } = await subject().run('run', 'training', '--config', 'config.json');
    const keys = (text: string): readonly string[] => Object.keys(JSON.parse(text));
    expect(keys(shown)).toEqual(keys(stdout[0] ?? '{}'));
  });

  it('documents every exit code', () => {
    for (const code of Object.values(exitCodes)) expect(readme).toMatch(new RegExp(`^\\| ${code} +\\|`, 'm'));
  });
});
