// Circles among the folders of a project: at each level, the folders and files beside each other import in one direction.

/** One file imports another; paths are relative to the project. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

/** A circle: the folder that holds its members, and one import for each step around it. */
export interface Circle {
  readonly folder: string;
  readonly steps: readonly Import[];
}

type Steps = ReadonlyMap<string, ReadonlyMap<string, Import>>;

const foldersAbove = (path: string): readonly string[] => {
  const parts = path.split('/').slice(0, -1);
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
};

/** The folder or file right inside of `folder` that a path belongs to; null for a path outside. */
const memberOf = (folder: string, path: string): string | null => {
  const inside = folder === '' ? path : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
  return inside?.split('/')[0] ?? null;
};

const stepsIn = (folder: string, imports: readonly Import[]): Steps => {
  const steps = new Map<string, Map<string, Import>>();
  for (const one of imports) {
    const [from, to] = [memberOf(folder, one.from), memberOf(folder, one.to)];
    if (from === null || to === null || from === to) continue;
    const targets = steps.get(from) ?? new Map<string, Import>();
    if (!targets.has(to)) targets.set(to, one);
    steps.set(from, targets);
  }
  return steps;
};

/** The shortest way from a member back to itself, as imports; null if there is none. */
const wayBack = (steps: Steps, start: string): readonly Import[] | null => {
  const ways: (readonly [string, readonly Import[]])[] = [[start, []]];
  const seen = new Set<string>();
  for (const [member, way] of ways)
    for (const [next, step] of steps.get(member) ?? []) {
      if (next === start) return [...way, step];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([next, [...way, step]]);
    }
  return null;
};

const circlesIn = (folder: string, imports: readonly Import[]): readonly Circle[] => {
  const steps = stepsIn(folder, imports);
  const reported = new Set<string>();
  return [...steps.keys()].flatMap((member) => {
    if (reported.has(member)) return [];
    const way = wayBack(steps, member);
    if (way === null) return [];
    for (const { from } of way) reported.add(memberOf(folder, from) ?? '');
    return [{ folder, steps: way }];
  });
};

/**
 * The circles of a project, at every level of its folders.
 *
 * @example
 * circlesOf([{ from: 'src/a/x.ts', to: 'src/b/y.ts' }, { from: 'src/b/y.ts', to: 'src/a/z.ts' }]);
 * // [{ folder: 'src', steps: […both] }]
 */
export const circlesOf = (imports: readonly Import[]): readonly Circle[] =>
  [...new Set(imports.flatMap(({ from }) => foldersAbove(from)))]
    .sort()
    .flatMap((folder) => circlesIn(folder, imports));

/** A circle as a text: its members in order, and the import behind each step. */
export const renderCircle = ({ folder, steps }: Circle): string => {
  const members = steps.map(({ from }) => memberOf(folder, from));
  const imports = steps.map(({ from, to }) => `  ${from} imports ${to}`);
  return [`${folder || '.'}: ${[...members, members[0]].join(' → ')}`, ...imports].join('\n');
};
