import { build } from 'esbuild';
import * as fc from 'fast-check';
import { join } from 'node:path';
import { sha256 } from '../src/sha256';
import { sha256 as sha256OfNode } from '../src/sha256.node';

const digestsFor = async (platform: 'browser' | 'neutral' | 'node') => {
  const { metafile } = await build({
    entryPoints: [join(__dirname, '..', 'src', 'index.ts')],
    absWorkingDir: join(__dirname, '..'),
    bundle: true,
    write: false,
    metafile: true,
    platform,
    mainFields: ['module', 'main'],
    conditions: ['@credit-risk/source'],
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs).filter((file) => /sha256|noble/.test(file));
};

describe('the digest', () => {
  it('is the same in Node and elsewhere', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(sha256(text)).toBe(sha256OfNode(text));
      }),
    );
  });

  it('is Node’s own in Node', async () => {
    expect(await digestsFor('node')).toEqual(['src/sha256.node.ts']);
  });

  it.each(['browser', 'neutral'] as const)('needs no Node on the platform %s', async (platform) => {
    const digests = await digestsFor(platform);
    expect(digests).toContain('src/sha256.ts');
    expect(digests).not.toContain('src/sha256.node.ts');
  });
});
