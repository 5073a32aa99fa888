import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesAlone } from '../src/names-alone';
import { type NxInputs, readNxInputs } from '../src/nx-inputs';
import { referencesIn } from '../src/references';
import { type Reference, unreadReferences } from '../src/unread-references';

const root = join(__dirname, '..', '..', '..');
const edges = [
  '@credit-risk/config>@credit-risk/io-ts-schema',
  'inference>training',
  'feature-engineering>generate-loans',
];

const pythonRoots = (): readonly string[] => {
  const [, listed = ''] =
    /^pythonpath = \[(.*)\]$/m.exec(readFileSync(join(root, 'pyproject.toml'), 'utf8')) ?? [];
  return [...[...listed.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? ''), 'dags'];
};

const trackedFiles = (): readonly string[] =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((file) => file !== '');

let complete: NxInputs;
let cut: readonly NxInputs[];
let references: readonly Reference[];

beforeAll(() => {
  const [whole, ...rest] = readNxInputs(root, edges);
  if (whole === undefined) throw new Error('Nx gave no graph');
  complete = whole;
  cut = rest;
  const files = trackedFiles();
  const packages = new Map(
    complete.projects.flatMap((one) => (one.packageName === null ? [] : [[one.packageName, one.root]])),
  );
  const read = referencesIn({ files, pythonRoots: pythonRoots(), packages });
  references = files
    .filter((file) => /\.(ts|tsx|mjs|cjs|py)$/.test(file) && !file.startsWith('tools/task-inputs/'))
    .flatMap((from) => read(from, readFileSync(join(root, from), 'utf8')).map((to) => ({ from, to })))
    .filter(({ from, to }) => !namesAlone.some((one) => one.from === from && one.to.test(to)));
}, 240_000);

const tasksThatRead = (file: string): readonly string[] =>
  Object.entries(complete.files).flatMap(([task, files]) => (files.includes(file) ? [task] : []));

describe('Nx runs a test again when a file changes that the test reads', () => {
  it('knows every file that code names by import, by -m or by path', () => {
    expect(references.length).toBeGreaterThan(1000);
    expect(unreadReferences(complete, references)).toEqual([]);
  });

  it.each(edges.map((edge, at) => [edge, at] as const))('would not without the edge %s', (edge, at) => {
    const [project = ''] = edge.split('>');
    const unread = unreadReferences(cut[at] ?? complete, references);
    expect(unread.filter((text) => text.startsWith(`${project}:`))).not.toEqual([]);
  });

  it('would not if a test imported from the test folder of another project, which its inputs leave out', () => {
    const borrowed = { from: 'jobs/inference/tests/served.py', to: 'jobs/training/tests/test_parts.py' };
    expect(unreadReferences(complete, [borrowed])).toEqual([
      'inference:test does not read jobs/training/tests/test_parts.py, which jobs/inference/tests/served.py names',
    ]);
  });

  it.each([
    ['jobs/training/export.py', ['inference:test']],
    [
      'tools/generate-loans/generate_loans/loans.py',
      ['feature-engineering:test', 'feature-engineering:system-test'],
    ],
    [
      'tools/pipeline-worlds/src/fake-world/fake-clock.ts',
      ['@credit-risk/cli:test', '@credit-risk/infra:test'],
    ],
    [
      'jobs/testing/oracle.py',
      ['end-to-end:system-test-data', 'end-to-end:system-test-serving', 'generate-loans:test'],
    ],
    [
      'libs/loan-features/src/feature-table.ts',
      ['feature-engineering:test', 'training:test', 'inference:test', '@credit-risk/loan-features:test'],
    ],
    [
      'jobs/contract/loan-features.json',
      [
        '@credit-risk/loan-features:test',
        'job-container:test',
        'feature-engineering:test',
        'training:test',
        'inference:test',
      ],
    ],
    [
      'jobs/contract/hyperparameters.json',
      ['@credit-risk/config:test', 'job-container:test', 'training:test', 'inference:test'],
    ],
    [
      'jobs/requirements.txt',
      ['python:test', 'job-container:test', 'feature-engineering:test', 'training:test', 'inference:test'],
    ],
    [
      'README.md',
      ['document-checks:test', 'end-to-end:system-test-serving', 'end-to-end:system-test-commands'],
    ],
    ['docs/architecture.md', ['document-checks:test']],
    ['package.json', ['document-checks:test', 'end-to-end:system-test-commands']],
    ['tools/bootstrap/commands.mjs', ['@credit-risk/bootstrap:test', 'end-to-end:system-test-commands']],
    ['libs/local-sagemaker/src/server.ts', ['@credit-risk/start:test']],
  ])('%s', (file, readers) => {
    expect(tasksThatRead(file)).toEqual(expect.arrayContaining(readers));
  });

  it('runs no whole cloud for a change of a document that only its checks read', () => {
    expect(tasksThatRead('docs/architecture.md').filter((task) => task.includes('system-test'))).toEqual([]);
  });

  it('keeps the tests of the jobs out of a change of the stand-in, and the stand-in out of a change of the features', () => {
    expect(tasksThatRead('libs/local-sagemaker/src/server.ts')).not.toContain('training:test');
    expect(tasksThatRead('libs/loan-features/src/feature-table.ts')).not.toContain(
      '@credit-risk/local-sagemaker:test',
    );
  });
});
