import { referencesIn } from '../src/references';

const read = referencesIn({
  files: [
    'apps/a/src/main.ts',
    'libs/b/package.json',
    'libs/b/src/part.ts',
    'jobs/training/__main__.py',
    'jobs/training/export.py',
    'tools/make/make/__main__.py',
    'tools/start/images.json',
  ],
  pythonRoots: ['jobs', 'tools/make'],
  packages: new Map([['@house/b', 'libs/b']]),
});

describe('References of code to files', () => {
  it.each([
    ["import { x } from '@house/b/part';", ['libs/b/package.json']],
    ["import type { X } from '../../../libs/b/src/part';", ['libs/b/src/part.ts']],
    ["const x = await import('../../../libs/b/src/part.ts');", ['libs/b/src/part.ts']],
    ["join(root, 'tools', 'start', 'images.json')", ['tools/start/', 'tools/start/images.json']],
    ["spawn('node', ['libs/b/src/part.ts', '--flag'])", ['libs/b/src/part.ts']],
    ["import { readFileSync } from 'node:fs';", []],
  ])('of TypeScript: %s', (text, references) => {
    expect([...read('apps/a/src/main.ts', text)].sort()).toEqual(references);
  });

  it.each([
    ['from training.export import to_onnx_bytes', ['jobs/training/export.py']],
    ['from training import (\n    export,\n)', ['jobs/training/__main__.py', 'jobs/training/export.py']],
    ['    import training.export', ['jobs/training/export.py']],
    ['[sys.executable, "-m", "make", "--rows", "5"]', ['tools/make/make/__main__.py']],
    ['ROOT / "tools" / "start" / "images.json"', ['tools/start/', 'tools/start/images.json']],
    ['from pathlib import Path', []],
  ])('of Python: %s', (text, references) => {
    expect([...read('jobs/inference/served.py', text)].sort()).toEqual(references);
  });
});
