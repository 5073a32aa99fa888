// What Nx knows of the workspace: its projects, the edges between them, and the files that each test target reads.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export interface Project {
  readonly name: string;
  readonly root: string;
  readonly packageName: string | null;
  readonly tests: readonly { readonly target: string; readonly command: string }[];
  readonly dependencies: readonly string[];
}

export interface NxInputs {
  readonly projects: readonly Project[];
  /** By task, `project:target`. */
  readonly files: Readonly<Record<string, readonly string[]>>;
}

const MEGABYTE = 1024 * 1024;

/** One start of Nx gives the graph as it is, and once more for each edge (`project>dependency`) without that edge. */
export const readNxInputs = (root: string, withoutEdges: readonly string[]): readonly NxInputs[] => {
  const run = spawnSync(
    process.execPath,
    [join(root, 'tools', 'task-inputs', 'src', 'print-inputs.mjs'), ...withoutEdges],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NX_DAEMON: 'false' },
      maxBuffer: 64 * MEGABYTE,
    },
  );
  if (run.status !== 0) throw new Error(`Nx gave no graph: ${run.stderr}`);
  const read: readonly NxInputs[] = JSON.parse(run.stdout);
  return read;
};
