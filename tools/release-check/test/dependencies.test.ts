import { checkDependencies, importedBy } from '../src/dependencies';
import type { Manifest } from '../src/library';
import { manifest, packageOfFiles } from './package.fixtures';

const none = () => manifest;
const told = (
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
      told({ dependencies: { tar: '^7' }, peerDependencies: { 'fp-ts': '^2' } }, ['tar', 'fp-ts']),
    ).toEqual([]);
  });

  it('must be declared, also if only developing needs them', () => {
    expect(told({ devDependencies: { tar: '^7' } }, ['tar'])).toEqual(['tar is imported, and not declared']);
  });

  it('must be used', () => {
    expect(told({ dependencies: { tar: '^7' } }, [])).toEqual(['tar is declared, and not used']);
  });

  it('have peers that must be declared, too', () => {
    const withPeer = () => ({ ...manifest, peerDependencies: { 'fp-ts': '^2' } });
    expect(told({ dependencies: { 'retry-ts': '^0.1.4' } }, ['retry-ts'], withPeer)).toEqual([
      'retry-ts wants the peer fp-ts, which is not declared',
    ]);
    expect(
      told(
        { dependencies: { 'retry-ts': '^0.1.4' }, peerDependencies: { 'fp-ts': '^2' } },
        ['retry-ts'],
        withPeer,
      ),
    ).toEqual([]);
  });

  it('may leave an optional peer to whoever needs it', () => {
    const withOptional = () => ({
      ...manifest,
      peerDependencies: { 'fast-check': '^4' },
      peerDependenciesMeta: { 'fast-check': { optional: true } },
    });
    expect(told({ dependencies: { a: '1' } }, ['a'], withOptional)).toEqual([]);
  });
});
