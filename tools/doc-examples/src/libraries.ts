// The libraries of the workspace with their examples, and what those may name.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Example, examplesIn } from './example';
import { root } from './program';

export interface Library {
  readonly name: string;
  readonly examples: readonly Example[];
  readonly entry: string;
  /** What its examples may name besides. */
  readonly settings: string;
}

const sourcesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map(({ parentPath, name }) => join(parentPath, name));

const libraryIn = (name: string): Library => {
  const sources = sourcesBelow(join(root, 'libs', name, 'src'));
  return {
    name,
    examples: sources.flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      return text.includes('@example') ? examplesIn(file, text) : [];
    }),
    entry: join(root, 'libs', name, 'src', 'index.ts'),
    settings: join(__dirname, 'settings', `${name}.ts`),
  };
};

export const libraries = (): readonly Library[] =>
  readdirSync(join(root, 'libs'))
    .filter((name) => existsSync(join(root, 'libs', name, 'package.json')))
    .map(libraryIn);
