// Compares the public API of a library with its committed reports, `api/*.api.md`; with --update, writes them.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Library, readLibrary } from './library';
import { run } from './program';
import { releaseProgram } from './workspace';

const reportOf = (library: Library, specifier: string): string =>
  `${specifier === library.name ? 'index' : specifier.slice(library.name.length + 1)}.api.md`;

const silent = { default: { logLevel: 'none' } };

const settings = (library: Library, { specifier, types }: Library['entries'][number], temporary: string) => ({
  projectFolder: library.folder,
  mainEntryPointFilePath: join(library.folder, types),
  // Other libraries by their built types, as outside of this repository, not by their sources.
  compiler: {
    overrideTsconfig: {
      compilerOptions: {
        target: 'es2022',
        lib: ['es2023'],
        module: 'nodenext',
        strict: true,
        types: ['node'],
      },
      files: [join(library.folder, types)],
    },
  },
  apiReport: {
    enabled: true,
    includeForgottenExports: true,
    reportFileName: reportOf(library, specifier),
    reportFolder: join(library.folder, 'api'),
    reportTempFolder: temporary,
  },
  docModel: { enabled: false },
  dtsRollup: { enabled: false },
  tsdocMetadata: { enabled: false },
  newlineKind: 'lf',
  messages: {
    compilerMessageReporting: { default: { logLevel: 'error' } },
    extractorMessageReporting: silent,
    tsdocMessageReporting: silent,
  },
});

const main = async (folder: string, update: boolean): Promise<void> => {
  const library = readLibrary(resolve(folder));
  // API Extractor checks the package that its configuration file is in.
  const temporary = join(library.folder, 'out-tsc', 'api');
  mkdirSync(temporary, { recursive: true });
  mkdirSync(join(library.folder, 'api'), { recursive: true });
  const { signal } = new AbortController();
  for (const entry of library.entries) {
    const config = join(temporary, 'api-extractor.json');
    writeFileSync(config, JSON.stringify(settings(library, entry, temporary)));
    const args = ['run', '--config', config, ...(update ? ['--local'] : [])];
    const done = await run(releaseProgram('api-extractor'), args, { cwd: library.folder, signal });
    if (done.exitCode === 0) continue;
    process.exitCode = 1;
    process.stderr.write(
      `${done.printed}\n✗ ${entry.specifier}: its public API differs from its report, see above.\n` +
        `  → If the change is intended: npx nx run ${library.name}:api-report --update, and review the difference.\n`,
    );
  }
  rmSync(temporary, { recursive: true, force: true });
};

const [folder = '.', ...rest] = process.argv.slice(2);
void main(folder, rest.includes('--update'));
