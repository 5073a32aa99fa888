import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkFor } from '../src/checks';
import { longest } from '../src/longest';

interface Target {
  readonly options?: { readonly command?: string; readonly commands?: readonly string[] };
}

interface Project {
  readonly folder: string;
  readonly name: string;
  readonly targets: Readonly<Record<string, Target>>;
}

const root = join(__dirname, '..', '..', '..');

const listed = (pattern: string): readonly string[] =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', pattern], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((file) => file !== '');

const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const projects: readonly Project[] = listed('*project.json').map((file) => ({
  folder: dirname(file),
  ...read(file),
}));

const commandOf = ({ options = {} }: Target): string =>
  options.command ?? (options.commands ?? []).join(' && ');

describe('The checks of the workspace', () => {
  it('build every TypeScript project: the root tsconfig.json refers to each', () => {
    const references: readonly { readonly path: string }[] = read('tsconfig.json').references;
    const folders = listed('*/tsconfig.json').map((file) => dirname(file));
    // An example stands for the code of a user: a separate task checks it against the source of the packages.
    const expected = folders.filter((folder) => !folder.startsWith('examples/'));
    expect(references.map(({ path }) => join(path)).sort()).toEqual([...expected].sort());
  });

  it('look into every folder that has a Python project', () => {
    const folders = projects.filter(({ targets }) => 'typecheck' in targets).map(({ folder }) => folder);
    expect(folders.length).toBeGreaterThan(10);
    expect(folders.filter((folder) => !/^(jobs|tools)\/|^dags$/.test(folder))).toEqual([]);
  });

  it('report the API of each library that has a report, and wait for its types', () => {
    const { command } = read('nx.json').targetDefaults['api-report'].options;
    const check = checkFor(command.replace('{projectRoot}', 'libs/config'));
    expect(check?.name).toBe('API reports');
    expect(check?.needs).toContain('types of TypeScript');
    const reported = listed('libs/*/package.json').filter((file) => 'api-report' in read(file).nx.targets);
    expect(reported).toHaveLength(listed('libs/*/package.json').length);
  });

  it('cover the types and the lint of every Python project', () => {
    const commands = projects.flatMap(({ targets: { lint, typecheck } }) =>
      [lint, typecheck].flatMap((target) => (target === undefined ? [] : [commandOf(target)])),
    );
    expect(commands.length).toBeGreaterThan(20);
    expect(commands.filter((command) => checkFor(command) === undefined)).toEqual([]);
  });

  it('name only targets that exist among the longest ones', () => {
    const packages = listed('*package.json').map((file) => `${String(read(file).name)}:test`);
    const targets = projects.flatMap(({ name, targets: all }) =>
      Object.keys(all).map((target) => `${name}:${target}`),
    );
    const known = new Set([...packages, ...targets]);
    expect(longest.filter((id) => !known.has(id))).toEqual([]);
  });
});
