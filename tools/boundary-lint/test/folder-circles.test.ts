import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { circlesOf, renderCircle } from '../src/circles';
import { importsAmong } from '../src/imports';
import { projectsIn } from '../src/projects';

const root = join(__dirname, '..', '..', '..');

const circlesAmong = (folder: string, files: readonly string[]): readonly string[] =>
  circlesOf(importsAmong(folder, files)).map(renderCircle);

describe('The rule that folders form no circle', () => {
  const folder = mkdtempSync(join(tmpdir(), 'folder-circles-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const circlesWith = (files: Readonly<Record<string, string>>): readonly string[] => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return circlesAmong(folder, Object.keys(files));
  };

  it('refuses two folders that import each other, and names the imports', () => {
    const found = circlesWith({
      'src/jobs/run.ts': "import { put } from '../store/put';",
      'src/store/put.ts': "import type { Job } from '../jobs/job';",
      'src/jobs/job.ts': 'export type Job = string;',
    });
    expect(found).toEqual([
      'src: jobs → store → jobs\n  src/jobs/run.ts imports src/store/put.ts\n  src/store/put.ts imports src/jobs/job.ts',
    ]);
  });

  it.each([
    ['a type import', "import type { A } from '../a/a';"],
    ['an export', "export * from '../a/a';"],
    ['a dynamic import', "export const a = () => import('../a/a.js');"],
    ['an import type', "export const a = (): import('../a/a').A => 1;"],
  ])('sees %s', (_, text) => {
    const found = circlesWith({
      'src/a/a.ts': "import { c } from '../c/c';\nexport type A = 1;",
      'src/c/c.ts': "import { b } from '../b/b';",
      'src/b/b.ts': text,
    });
    expect(found).toEqual([expect.stringContaining('src: a → c → b → a')]);
  });

  it("sees a package's own imports", () => {
    const imports = {
      '#digest': { browser: './src/b/web.ts', default: './src/b/node.ts' },
      '#commands/*': { '@credit-risk/source': './src/commands/*.ts', default: './dist/commands/*.js' },
    };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ imports }));
    const found = circlesWith({
      'src/a/a.ts': "import '#digest';",
      'src/b/node.ts': "import '../a/a';",
      'src/b/web.ts': '',
      'src/commands/run.ts': "import '../main';",
      'src/main.ts': "import('#commands/run');",
    });
    expect(found.map((circle) => circle.split('\n')[0])).toEqual([
      'src: a → b → a',
      'src: commands → main.ts → commands',
    ]);
  });

  it('refuses a circle of nested folders, of files, and of sources and tests', () => {
    const found = circlesWith({
      'src/x/a/a.ts': "import '../b/b';",
      'src/x/b/b.ts': "import '../a/c';\nimport '../../../test/kit';",
      'src/x/a/c.ts': "import './d';",
      'src/x/a/d.ts': "import './c';",
      'test/kit.ts': "import '../src/x/a/a';",
    });
    expect(found.map((circle) => circle.split('\n')[0])).toEqual([
      '.: src → test → src',
      'src/x: a → b → a',
      'src/x/a: c.ts → d.ts → c.ts',
    ]);
  });

  it('passes folders that import in one direction', () => {
    const found = circlesWith({
      'src/main.ts': "import './app/app';\nimport './clock';",
      'src/app/app.ts': "import '../domain/loan';\nimport '../clock';",
      'src/domain/loan.ts': '',
      'src/clock.ts': '',
    });
    expect(found).toEqual([]);
  });
});

describe('The workspace', () => {
  it.each(projectsIn(root).map(({ folder, files }) => [folder, files] as const))(
    'has no circle in %s',
    (folder, files) => {
      expect(circlesAmong(join(root, folder), files)).toEqual([]);
    },
  );
});
