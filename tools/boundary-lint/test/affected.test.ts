import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..');

const affectedBy = (file: string): readonly string[] => {
  const run = spawnSync(
    process.execPath,
    [join(root, 'node_modules', '.bin', 'nx'), 'show', 'projects', '--affected', `--files=${file}`, '--json'],
    { cwd: root, encoding: 'utf8', env: { ...process.env, NX_DAEMON: 'false' } },
  );
  return JSON.parse(run.stdout);
};

describe('What a change affects', () => {
  it('reaches the Python jobs from the table of features', () => {
    const projects = affectedBy('libs/loan-features/src/feature-table.ts');
    expect(projects).toEqual(expect.arrayContaining(['feature-engineering', 'training', 'inference']));
    expect(projects).not.toContain('@credit-risk/local-sagemaker');
  });

  it.each([
    [
      'jobs/contract/loan-features.json',
      ['@credit-risk/loan-features', 'job-container', 'feature-engineering', 'training', 'inference'],
    ],
    ['jobs/requirements.txt', ['python', 'job-container', 'feature-engineering', 'training', 'inference']],
    ['README.md', ['docs', 'end-to-end']],
    ['docs/architecture.md', ['docs']],
    ['package.json', ['docs', 'end-to-end']],
    ['tools/bootstrap/commands.mjs', ['@credit-risk/bootstrap', 'end-to-end']],
  ])('reaches those whose tests read %s', (file, readers) => {
    expect(affectedBy(file)).toEqual(expect.arrayContaining(readers));
  });

  it('stays within the stand-in and those who run on it', () => {
    const projects = affectedBy('libs/local-sagemaker/src/server.ts');
    expect(projects).toContain('@credit-risk/start');
    expect(projects).not.toContain('training');
  });
});
