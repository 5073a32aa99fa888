// What an entry adds to a program: its own code and its dependencies, minified, without its peers.
import { build } from 'esbuild';
import type { Finding } from './finding';
import type { Library } from './library';

export interface Size {
  readonly library: string;
  readonly entry: string;
  readonly bytes: number;
  /** In bytes; undefined if none is set. */
  readonly budget: number | undefined;
}

const bytesOf = async (entry: string, peers: readonly string[], installedIn: string): Promise<number> => {
  const { outputFiles } = await build({
    stdin: { contents: `export * from '${entry}';`, resolveDir: installedIn },
    bundle: true,
    write: false,
    minify: true,
    platform: 'node',
    format: 'cjs',
    external: [...peers],
    loader: { '.node': 'empty' },
    logLevel: 'silent',
  });
  return outputFiles.reduce((sum, { contents }) => sum + contents.byteLength, 0);
};

export const measureSizes = (
  libraries: readonly Library[],
  budgets: Readonly<Record<string, number>>,
  installedIn: string,
): Promise<readonly Size[]> =>
  Promise.all(
    libraries.flatMap(({ name, entries, manifest }) =>
      entries.map(async ({ specifier }) => ({
        library: name,
        entry: specifier,
        bytes: await bytesOf(specifier, Object.keys(manifest.peerDependencies), installedIn),
        budget: budgets[specifier],
      })),
    ),
  );

const width = 42;
const kilobytes = (bytes: number | undefined): string =>
  (bytes === undefined ? 'none' : `${(bytes / 1000).toFixed(1)} kB`).padStart(12);

export const renderSizes = (sizes: readonly Size[]): string =>
  [
    `${'entry, minified, without peers'.padEnd(width)}${'measured'.padStart(12)}${'budget'.padStart(12)}`,
    ...sizes.map(
      ({ entry, bytes, budget }) => `${entry.padEnd(width)}${kilobytes(bytes)}${kilobytes(budget)}`,
    ),
  ].join('\n');

export const checkSizes = (sizes: readonly Size[]): readonly Finding[] =>
  sizes
    .filter(({ bytes, budget }) => budget === undefined || bytes > budget)
    .map(({ library, entry, bytes, budget }) => ({
      library,
      check: 'size',
      what: `${entry} is ${bytes} bytes, its budget is ${budget ?? 'missing'}`,
      advice: 'Find what was added, or set the budget in tools/release-check/size-budgets.json.',
    }));
