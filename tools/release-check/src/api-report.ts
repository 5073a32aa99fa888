// Compares the public APIs of libraries with their committed reports, `api/*.api.md`; with --update, writes them.
import { array, boolean, decode, object, text } from '@credit-risk/io-ts-schema';
import * as E from 'fp-ts/Either';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Library, readLibrary } from './library';
import { run } from './program';
import { apiExtraction } from './workspace';

/** An entry of a library, with the configuration file that API Extractor gets for it. */
interface Extraction {
  readonly library: Library;
  readonly specifier: string;
  readonly config: string;
}

const Outcome = object({ succeeded: boolean(), messages: array(text()) });

const reportOf = (library: Library, specifier: string): string =>
  `${specifier === library.name ? 'index' : specifier.slice(library.name.length + 1)}.api.md`;

// API Extractor checks the package that its configuration file is in.
const temporaryFolder = ({ folder }: Library): string => join(folder, 'out-tsc', 'api');

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
    // The release check compiles a program against each library; here it would take two thirds of the time.
    skipLibCheck: true,
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

const prepare = (library: Library): readonly Extraction[] => {
  mkdirSync(join(library.folder, 'api'), { recursive: true });
  return library.entries.map((entry) => {
    const temporary = join(temporaryFolder(library), reportOf(library, entry.specifier));
    const config = `${temporary}.json`;
    mkdirSync(temporary, { recursive: true });
    writeFileSync(config, JSON.stringify(settings(library, entry, temporary)));
    return { library, specifier: entry.specifier, config };
  });
};

const problemOf = ({ library, specifier }: Extraction, messages: readonly string[]): string =>
  [
    ...messages,
    `✗ ${specifier}: its public API differs from its report, see above.`,
    `  → If the change is intended: npx nx run ${library.name}:api-report --update, and review the difference.`,
    '',
  ].join('\n');

const problems = (extractions: readonly Extraction[], output: string): readonly string[] => {
  const lines = output.split('\n').filter((line) => line.startsWith('{'));
  return extractions.flatMap((extraction, index) => {
    const outcome = decode(Outcome)(JSON.parse(lines[index] ?? '{}'));
    if (E.isLeft(outcome)) return [problemOf(extraction, ['API Extractor ended before it.'])];
    return outcome.right.succeeded ? [] : [problemOf(extraction, outcome.right.messages)];
  });
};

const main = async (folders: readonly string[], update: boolean): Promise<void> => {
  const libraries = folders.map((folder) => readLibrary(resolve(folder)));
  const extractions = libraries.flatMap(prepare);
  const { signal } = new AbortController();
  const args = [apiExtraction, update ? 'update' : 'compare', ...extractions.map(({ config }) => config)];
  const done = await run(process.execPath, args, { cwd: process.cwd(), signal });
  const found = problems(extractions, done.output);
  if (done.exitCode !== 0 || found.length > 0) process.exitCode = 1;
  process.stderr.write([...(done.exitCode === 0 ? [] : [done.printed]), ...found].join('\n'));
  for (const library of libraries) rmSync(temporaryFolder(library), { recursive: true, force: true });
};

const args = process.argv.slice(2);
void main(
  args.filter((arg) => !arg.startsWith('--')),
  args.includes('--update'),
);
