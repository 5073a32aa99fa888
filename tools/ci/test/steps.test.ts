import { type CommandOptions, stepsFrom } from '../src/steps';

const task = (project: string, target: string) => ({
  id: `${project}:${target}`,
  target: { project, target },
  projectRoot: `libs/${project}`,
});

const graphOf = (
  tasks: readonly ReturnType<typeof task>[],
  dependencies: Readonly<Record<string, readonly string[]>>,
) => ({
  tasks: Object.fromEntries(tasks.map((one) => [one.id, one])),
  dependencies: Object.fromEntries(tasks.map(({ id }) => [id, dependencies[id] ?? []])),
});

const options: Readonly<Record<string, CommandOptions>> = {
  build: { command: 'tsc --build tsconfig.lib.json', cwd: 'libs/a' },
  lint: { command: 'eslint .', cwd: 'libs/a' },
  bundle: { command: 'esbuild src/main.ts' },
  'api-report': { command: 'report {projectRoot}', cwd: '{workspaceRoot}' },
  test: { command: 'jest', cwd: 'libs/a', env: { A: '1' } },
  'system-test': { commands: ['one', { command: 'two' }] },
  none: {},
};

const stepsOf = (...args: Parameters<typeof graphOf>) =>
  stepsFrom(graphOf(...args), ({ target }) => options[target.target] ?? {});

const ids = (steps: readonly { readonly id: string }[]) => steps.map(({ id }) => id);
const checks = [
  'types of TypeScript',
  'eslint',
  'ruff',
  'types of Python',
  'API reports',
  'prettier',
  'references among projects',
];

describe('The steps of a run', () => {
  it('have each check once, in place of the tasks that it covers', () => {
    expect(ids(stepsOf([task('a', 'build'), task('b', 'build'), task('a', 'lint')], {}))).toEqual(checks);
  });

  it('keep every other task, with its needs', () => {
    const steps = stepsOf([task('a', 'build'), task('a', 'bundle'), task('a', 'api-report')], {
      'a:api-report': ['a:build', 'a:bundle'],
    });
    expect(ids(steps)).toEqual([...checks, 'a:bundle', 'a:api-report']);
    expect(steps.at(-1)).toMatchObject({
      command: 'report libs/a',
      cwd: '.',
      needs: ['types of TypeScript', 'a:bundle'],
    });
  });

  it('put tests last, the longest ones first', () => {
    const steps = stepsOf([task('a', 'test'), task('chaos', 'system-test'), task('a', 'bundle')], {});
    expect(ids(steps)).toEqual([...checks, 'a:bundle', 'chaos:system-test', 'a:test']);
  });

  it('run the commands of a task one after the other, in its folder and environment', () => {
    const [system, unit] = stepsOf([task('a', 'test'), task('a', 'system-test')], {})
      .slice(-2)
      .reverse();
    expect(system).toMatchObject({ command: 'one && two', cwd: '.' });
    expect(unit).toMatchObject({ command: 'jest', cwd: 'libs/a', environment: { A: '1' } });
  });

  it('leave out targets that only gather others', () => {
    expect(ids(stepsOf([task('a', 'none')], {}))).toEqual(checks);
  });
});
