import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../src/machine/temporary-folder.fixtures';
import { outcomeOf, runProgram } from './child-server.fixtures';
import { registerModel } from './readme-example';

const library = join(__dirname, '..');
const textOf = (file: string): string => readFileSync(join(library, file), 'utf8');
const readme = textOf('README.md');

describe('the README', () => {
  it('has an example that runs', async () => {
    expect(readme).toContain(
      textOf('test/readme-example.ts').replace('../src/index', '@credit-risk/local-sagemaker'),
    );
    const folder = temporaryFolder();
    try {
      expect(await registerModel(folder)).toBe('arn:aws:sagemaker:eu-west-1:000000000000:model/scoring');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('names the options that the program has', async () => {
    const { output } = await outcomeOf(runProgram(['--help']));
    const options = [...output.matchAll(/--[a-z0-9-]+/g)]
      .map(([option]) => option)
      .filter((name) => name !== '--help');
    expect(options.length).toBeGreaterThan(7);
    for (const option of options) expect(readme).toContain(`\`${option}\``);
  });

  it('lists its invariants with tests that exist', () => {
    const files = [...textOf('INVARIANTS.md').matchAll(/`((?:src|test)\/[^`]+)`/g)].map(
      ([, file = '']) => file,
    );
    expect(files.length).toBeGreaterThan(12);
    for (const file of files)
      expect(readdirSync(join(library, file, '..'))).toContain(file.split('/').at(-1));
  });
});
