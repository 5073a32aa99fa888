import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkContents } from '../src/contents';
import { root } from '../src/workspace';
import { manifest, packageOfFiles } from './package.fixtures';

const whole = {
  LICENSE: readFileSync(join(root, 'LICENSE'), 'utf8'),
  'README.md': '[notes](NOTES.md), [io-ts](https://example.com/io-ts), [below](#goals)',
  'NOTES.md': '',
  'dist/index.js.map': '{"sources":["../src/index.ts"]}',
  'src/index.ts': '',
};

const findingsOf = (files: Readonly<Record<string, string>>): readonly string[] => {
  const { folder, remove } = packageOfFiles(files);
  const library = { name: manifest.name, folder, manifest: { ...manifest, exports: {} }, entries: [] };
  const findings = checkContents({ library, file: 'none', folder });
  remove();
  return findings.map(({ what }) => what);
};

describe('the contents of a tarball', () => {
  it('are in order when everything is there', () => {
    expect(findingsOf(whole)).toEqual([]);
  });

  it.each([
    ['another license', { LICENSE: 'MIT' }, 'LICENSE differs from the one of the repository'],
    ['a test', { 'src/index.test.ts': '' }, 'src/index.test.ts is in the tarball'],
    [
      'a link out of it',
      { 'README.md': '[more](../../docs/more.md)' },
      'README.md links to ../../docs/more.md, which is not in the tarball',
    ],
    [
      'a source map without its source',
      { 'dist/other.js.map': '{"sources":["../src/other.ts"]}' },
      'dist/other.js.map has no source',
    ],
  ])('must not have %s', (_name, files, what) => {
    expect(findingsOf({ ...whole, ...files })).toEqual([what]);
  });
});
