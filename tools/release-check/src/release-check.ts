// The steps of the check, one after the other. All findings are reported at the end.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkContents } from './contents';
import { checkDependencies, importedBy } from './dependencies';
import { examplesOf } from './examples';
import type { Finding } from './finding';
import { type Library, readManifest } from './library';
import { forgetRegistry } from './npm-cache';
import { lintPackage } from './package-linters';
import { run } from './program';
import { publish } from './publish';
import { npmrcOf, startRegistry } from './registry';
import { canInstallService, tryService } from './service-example';
import { checkSizes, measureSizes, renderSizes } from './sizes';
import { installStranger, type Kind, runExamples, wantedPackages } from './stranger';
import { pack, type Tarball } from './tarball';
import { nx, root } from './workspace';

export interface Check {
  /** The libraries to check, each after those that it needs. */
  readonly libraries: readonly Library[];
  /** Free to use, removed afterwards. */
  readonly folder: string;
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

const kinds: readonly Kind[] = ['commonjs', 'esm', 'typescript'];

// Nx prints a line for each task when it is done.
const tasksIn = (output: string): readonly string[] =>
  [...output.matchAll(/^> nx run (\S+)/gm)].map(([, task = '']) => task);

const buildAndReport = async ({ libraries, signal, say }: Check): Promise<readonly Finding[]> => {
  const projects = libraries.map(({ name }) => name).join(',');
  const args = ['run-many', '-t', 'build', 'api-report', `--projects=${projects}`, '--output-style=static'];
  const built = await run(nx, args, {
    cwd: root,
    signal,
    environment: { NX_DAEMON: 'false', NX_TUI: 'false' },
    onOutput: (text) => tasksIn(text).forEach((task) => say(`  ${task}`)),
  });
  return built.exitCode === 0
    ? []
    : [
        {
          library: 'all',
          check: 'build, API reports',
          what: built.printed,
          advice: 'Correct the errors above.',
        },
      ];
};

const packAll = async ({ libraries, folder, signal }: Check): Promise<readonly Tarball[]> => {
  const tarballs: Tarball[] = [];
  for (const library of libraries) tarballs.push(await pack(library, join(folder, 'packed'), signal));
  return tarballs;
};

const inspect = async (tarballs: readonly Tarball[], { signal, say }: Check): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  for (const tarball of tarballs) {
    const { manifest } = tarball.library;
    say(`  ${manifest.name}`);
    const manifestOf = (name: string) => readManifest(join(root, 'node_modules', name));
    findings.push(
      ...checkContents(tarball),
      ...checkDependencies(manifest, importedBy(join(tarball.folder, 'dist')), manifestOf),
      ...(await lintPackage(tarball, signal)),
    );
  }
  return findings;
};

const sizes = async ({ libraries, say }: Check, installedIn: string): Promise<readonly Finding[]> => {
  const file = join(root, 'tools', 'release-check', 'size-budgets.json');
  const budgets: Readonly<Record<string, number>> = JSON.parse(readFileSync(file, 'utf8'));
  const measured = await measureSizes(libraries, budgets, installedIn);
  say(renderSizes(measured));
  return checkSizes(measured);
};

const useAsStrangers = async (tarballs: readonly Tarball[], check: Check): Promise<readonly Finding[]> => {
  const { libraries, folder, say, signal } = check;
  const registry = await startRegistry(join(folder, 'registry'), signal);
  try {
    say(`Publishing to ${registry.url} …`);
    const findings: Finding[] = [...(await publish(tarballs, registry, join(folder, 'packed'), signal))];
    const examples = tarballs.flatMap(examplesOf);
    const packages = wantedPackages(libraries, examples);
    for (const kind of kinds) {
      say(`Installing in a fresh project and running ${examples.length} examples of the READMEs (${kind}) …`);
      const stranger = { kind, folder: join(folder, kind) };
      const installing = await installStranger(stranger, packages, npmrcOf(registry), signal);
      findings.push(...installing);
      if (installing.length === 0) findings.push(...(await runExamples(stranger, examples, signal)));
    }
    if (canInstallService(libraries)) {
      say('Installing examples/loan-desk as another team would, and running its tests …');
      findings.push(...(await tryService(registry, join(folder, 'loan-desk'), signal)));
    }
    return findings;
  } finally {
    await forgetRegistry(registry, folder);
    await registry.stop();
  }
};

/** Everything that keeps the libraries from being published. */
export const releaseCheck = async (check: Check): Promise<readonly Finding[]> => {
  const { folder, say } = check;
  mkdirSync(folder, { recursive: true });
  say(`Building ${check.libraries.length} libraries and comparing their APIs with the reports …`);
  const building = await buildAndReport(check);
  say('Packing, and looking into the tarballs (contents, dependencies, attw, publint) …');
  const tarballs = await packAll(check);
  const inside = await inspect(tarballs, check);
  const strange = await useAsStrangers(tarballs, check);
  say('Measuring what each entry adds to a program …');
  const heavy = await sizes(check, join(folder, 'commonjs'));
  return [...building, ...inside, ...strange, ...heavy];
};
