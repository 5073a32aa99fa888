// Projects in layers: a folder imports from itself and from the layers below it, and none from the files beside the layers.
import type { Import } from './circles';

export interface Layered {
  /** Relative to the project: `src`. */
  readonly folder: string;
  /** From the lowest to the highest. */
  readonly layers: readonly string[];
}

/** The projects in layers, by their folder. Files beside the layers put everything together. */
export const layered: Readonly<Record<string, Layered>> = {
  'apps/api': { folder: 'src', layers: ['domain', 'app', 'infra'] },
};

/** The imports that go up. */
export const upwardImports = (imports: readonly Import[], { folder, layers }: Layered): readonly Import[] => {
  const heightOf = (path: string): number => {
    const height = layers.findIndex((layer) => path.startsWith(`${folder}/${layer}/`));
    return height < 0 ? layers.length : height;
  };
  return imports.filter(({ from, to }) => from.startsWith(`${folder}/`) && heightOf(to) > heightOf(from));
};
