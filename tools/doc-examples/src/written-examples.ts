// Writes each example as a module into a folder, and compiles all of them at once.
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Library } from './libraries';
import { moduleOf } from './module';
import { exportsOf, faultsOf, programs, root } from './program';

export interface WrittenExample {
  /** Where it stands. */
  readonly place: string;
  readonly module: string;
  readonly canRun: boolean;
  /** Why it does not compile. */
  readonly faults: readonly string[];
}

export const writeExamples = (libraries: readonly Library[], folder: string): readonly WrittenExample[] => {
  const given = libraries.flatMap(({ settings, entry, examples }) => [
    settings,
    entry,
    ...examples.map(({ file }) => file),
  ]);
  const programOf = programs();
  const before = programOf(given);
  const written = libraries.flatMap(({ name, settings, entry, examples }) =>
    examples.map(({ file, line, code }, index) => {
      const sources = [settings, file, entry].map((each) => ({ file: each, names: exportsOf(before, each) }));
      const { text, canRun } = moduleOf(code, sources);
      const module = join(folder, `${name}-${index + 1}.ts`);
      writeFileSync(module, text);
      return { place: `${relative(root, file)}:${line}`, module, canRun };
    }),
  );
  const program = programOf([...given, ...written.map(({ module }) => module)]);
  return written.map((example) => ({ ...example, faults: faultsOf(program, example.module) }));
};
