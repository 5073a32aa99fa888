import { build } from 'esbuild';
import * as fc from 'fast-check';
import { join } from 'node:path';
import { sha256 } from '../src/sha256';
import { sha256 as sha256InBrowser } from '../src/sha256.browser';

const digestsFor = async (platform: 'browser' | 'node') => {
  const { metafile } = await build({
    entryPoints: [join(__dirname, '..', 'src', 'index.ts')],
    absWorkingDir: join(__dirname, '..'),
    bundle: true,
    write: false,
    metafile: true,
    platform,
    conditions: ['@credit-risk/source'],
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs).filter((file) => /sha256|noble/.test(file));
};

describe('the digest', () => {
  it('is the same in Node and in a browser', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(sha256InBrowser(text)).toBe(sha256(text));
      }),
    );
  });

  it('is Node’s own in Node, and needs no Node in a browser', async () => {
    expect(await digestsFor('node')).toEqual(['src/sha256.ts']);
    const inBrowser = await digestsFor('browser');
    expect(inBrowser).toContain('src/sha256.browser.ts');
    expect(inBrowser).not.toContain('src/sha256.ts');
  });
});
