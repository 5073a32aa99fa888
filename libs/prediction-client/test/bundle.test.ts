// What the entries bring along.
import { build } from 'esbuild';
import { join } from 'node:path';

const bundle = (entry: string, platform: 'browser' | 'node') =>
  build({
    entryPoints: [join(__dirname, '..', 'src', entry)],
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'esm',
    platform,
    conditions: ['@credit-risk/source'],
    logLevel: 'silent',
  });

describe('the entry over HTTP', () => {
  it('runs in a browser, and has no AWS SDK behind it', async () => {
    const { metafile, outputFiles } = await bundle('http.ts', 'browser');
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.filter((file) => /@aws-sdk|@smithy|hyparquet|node:/.test(file))).toEqual([]);
    expect(outputFiles[0]?.contents.byteLength).toBeLessThan(80_000);
  });
});

describe('the entry over your own sources', () => {
  it('has no AWS SDK behind it, and no Parquet', async () => {
    const { metafile } = await bundle('sources.ts', 'node');
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.filter((file) => /@aws-sdk|@smithy|hyparquet/.test(file))).toEqual([]);
  });
});

describe('the entry for SageMaker', () => {
  it('reads no Parquet', async () => {
    const { metafile } = await bundle('sagemaker.ts', 'node');
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.some((file) => file.includes('@aws-sdk/client-sagemaker-runtime'))).toBe(true);
    expect(inputs.filter((file) => file.includes('hyparquet'))).toEqual([]);
  });
});
