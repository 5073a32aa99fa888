// The TypeScript projects of the workspace, each with its source files.
import { execFileSync } from 'node:child_process';

export interface Project {
  /** Relative to the root: `libs/config`. */
  readonly folder: string;
  /** Relative to the project. */
  readonly files: readonly string[];
}

const inProject = /^((?:apps|examples|libs|tools)\/[^/]+)\/(.+\.(?:ts|mts|mjs|cjs))$/;

/** Committed files and new ones, grouped by project. */
export const projectsIn = (root: string): readonly Project[] => {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const byFolder = new Map<string, string[]>();
  for (const path of listed.split('\0')) {
    const [, folder, file] = inProject.exec(path) ?? [];
    if (folder === undefined || file === undefined) continue;
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), file]);
  }
  return [...byFolder].map(([folder, files]) => ({ folder, files }));
};
