// Fresh projects outside of the workspace, which install the libraries by name and run the examples of their READMEs.
import { transform } from 'esbuild';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Example, forNativeModules, packagesOf } from './examples';
import { exerciseProgram } from './exercises';
import type { Finding } from './finding';
import type { Library } from './library';
import { run } from './program';
import { tsc } from './workspace';

export type Kind = 'commonjs' | 'esm' | 'typescript';

export interface Stranger {
  readonly kind: Kind;
  readonly folder: string;
}

/** As strict as a TypeScript project can be. */
const compilerOptions = {
  target: 'es2022',
  lib: ['es2023'],
  module: 'nodenext',
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  types: ['node'],
};

/** The packages that the README of each library asks to install, and those that its examples import. */
export const wantedPackages = (
  libraries: readonly Library[],
  examples: readonly Example[],
): Readonly<Record<string, string>> => {
  const known = Object.assign(
    {},
    ...libraries.map(({ manifest }) => ({
      ...manifest.devDependencies,
      ...manifest.dependencies,
      ...manifest.peerDependencies,
    })),
  );
  const names = [
    ...libraries.flatMap(({ manifest }) => Object.keys(manifest.peerDependencies)),
    ...examples.flatMap(packagesOf),
  ].filter((name) => !libraries.some((library) => library.name === name));
  return Object.fromEntries([
    ...libraries.map(({ name }) => [name, 'latest']),
    ...names.map((name) => [name, known[name] ?? '*']),
  ]);
};

const writeJson = (file: string, value: unknown): void => writeFileSync(file, JSON.stringify(value, null, 2));

export const installStranger = async (
  { kind, folder }: Stranger,
  packages: Readonly<Record<string, string>>,
  npmrc: string,
  signal: AbortSignal,
): Promise<readonly Finding[]> => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '.npmrc'), npmrc);
  writeJson(join(folder, 'package.json'), {
    name: 'stranger',
    private: true,
    type: kind === 'esm' ? 'module' : 'commonjs',
    dependencies: packages,
    ...(kind === 'typescript' ? { devDependencies: { '@types/node': '^20.19.43' } } : {}),
  });
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  const installed = await run('npm', ['install', ...flags], { cwd: folder, signal });
  return installed.exitCode === 0
    ? []
    : [
        {
          library: 'all',
          check: `npm install (${kind})`,
          what: installed.printed,
          advice: 'Look at their ranges and peers.',
        },
      ];
};

const finding = ({ library, file }: Example, kind: Kind, what: string): Finding => ({
  library,
  check: `README example ${file} (${kind})`,
  what,
  advice: 'Mend the example in its README and in its test folder, or the package.',
});

const transpileAll = async (
  folder: string,
  kind: 'commonjs' | 'esm',
  examples: readonly Example[],
): Promise<void> => {
  for (const { file, code } of examples) {
    const format = kind === 'esm' ? 'esm' : 'cjs';
    const { code: transpiled } = await transform(kind === 'esm' ? forNativeModules(code) : code, {
      loader: 'ts',
      format,
    });
    writeFileSync(join(folder, `${file}.js`), transpiled);
  }
};

const compileAll = async (
  folder: string,
  examples: readonly Example[],
  signal: AbortSignal,
): Promise<readonly Finding[]> => {
  for (const { file, code } of examples) writeFileSync(join(folder, `${file}.ts`), code);
  writeJson(join(folder, 'tsconfig.json'), { compilerOptions, include: ['*.ts'] });
  const compiled = await run(tsc, ['--pretty', 'false'], { cwd: folder, signal });
  if (compiled.exitCode === 0) return [];
  const lines = compiled.printed.split('\n');
  const ofExamples = examples.flatMap((example) =>
    lines
      .filter((line) => line.startsWith(`${example.file}.ts`))
      .map((line) => finding(example, 'typescript', line)),
  );
  const others = lines.filter(
    (line) => /^\S/.test(line) && !examples.some(({ file }) => line.startsWith(`${file}.ts`)),
  );
  return [
    ...ofExamples,
    ...others.map((what) => ({
      library: 'all',
      check: 'types (typescript)',
      what,
      advice: 'A published type does not compile where skipLibCheck is off.',
    })),
  ];
};

export const runExamples = async (
  { kind, folder }: Stranger,
  examples: readonly Example[],
  signal: AbortSignal,
): Promise<readonly Finding[]> => {
  const compileFindings = kind === 'typescript' ? await compileAll(folder, examples, signal) : [];
  if (kind !== 'typescript') await transpileAll(folder, kind, examples);
  const load = kind === 'esm' ? 'import' : 'require';
  const files = examples.map(({ file }) => file);
  writeFileSync(join(folder, 'exercise.js'), exerciseProgram(files, 'js', load));
  const ran = await run(process.execPath, ['exercise.js'], { cwd: folder, signal });
  const problems: Readonly<Record<string, string>> =
    ran.exitCode === 0 ? JSON.parse(ran.output.split('\n').at(-1) ?? '{}') : {};
  return [
    ...compileFindings,
    ...(ran.exitCode === 0
      ? []
      : [
          {
            library: 'all',
            check: `README examples (${kind})`,
            what: ran.printed,
            advice: 'The process ended early.',
          },
        ]),
    ...examples.flatMap((example) => {
      const problem = problems[example.file];
      return problem === undefined ? [] : [finding(example, kind, problem)];
    }),
  ];
};
