import { checkDependencies, importedBy } from '../src/dependencies';
import type { Manifest } from '../src/library';
import { manifest, packageOfFiles } from './package.fixtures';

const none = () => manifest;
const findingsOf = (
  own: Partial<Manifest>,
  imported: readonly string[],
  manifestOf: (name: string) => Manifest = none,
) => checkDependencies({ ...manifest, ...own }, new Set(imported), manifestOf).map(({ what }) => what);

describe('the packages that a package imports', () => {
  it('are those of its code and of its types, also where a type was inferred', () => {
    const { folder, remove } = packageOfFiles({
      'index.js':
        "const fs = require('node:fs'); const E = require('fp-ts/Either'); require('./other'); require('#own');",
      'index.d.ts':
        "import type * as t from 'io-ts';\nexport declare const x: import('@smithy/types').Client<t.Any>;",
      'notes.md': "import 'nothing';",
    });
    expect([...importedBy(folder)].sort()).toEqual(['@smithy/types', 'fp-ts', 'io-ts']);
    remove();
  });
});

describe('the dependencies of a package', () => {
  it('are in order when each is imported, and each import is declared', () => {
    expect(
      findingsOf({ dependencies: { tar: '^7' }, peerDependencies: { 'fp-ts': '^2' } }, ['tar', 'fp-ts']),
    ).toEqual([]);
  });

  it('must be declared outside of the devDependencies', () => {
    expect(findingsOf({ devDependencies: { tar: '^7' } }, ['tar'])).toEqual([
      'tar is imported but not declared',
    ]);
  });

  it('must be used', () => {
    expect(findingsOf({ dependencies: { tar: '^7' } }, [])).toEqual(['tar is declared but not used']);
  });

  it('have peers that must be declared as well', () => {
    const withPeer = () => ({ ...manifest, peerDependencies: { 'fp-ts': '^2' } });
    expect(findingsOf({ dependencies: { 'retry-ts': '^0.1.4' } }, ['retry-ts'], withPeer)).toEqual([
      'retry-ts needs the peer fp-ts, which is not declared',
    ]);
    expect(
      findingsOf(
        { dependencies: { 'retry-ts': '^0.1.4' }, peerDependencies: { 'fp-ts': '^2' } },
        ['retry-ts'],
        withPeer,
      ),
    ).toEqual([]);
  });

  it('may leave an optional peer to the package that needs it', () => {
    const withOptional = () => ({
      ...manifest,
      peerDependencies: { 'fast-check': '^4' },
      peerDependenciesMeta: { 'fast-check': { optional: true } },
    });
    expect(findingsOf({ dependencies: { a: '1' } }, ['a'], withOptional)).toEqual([]);
  });
});
