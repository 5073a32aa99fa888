// References that Nx does not know: a test may read the file, and its target has the same hash after a change of it.
import type { NxInputs, Project } from './nx-inputs';

export interface Reference {
  readonly from: string;
  readonly to: string;
}

const ownerIn =
  (projects: readonly Project[]) =>
  (file: string): Project | undefined =>
    projects
      .filter(({ root }) => root !== '.' && file.startsWith(`${root}/`))
      .sort((one, other) => other.root.length - one.root.length)[0];

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/'));

/** The test targets that read a file of their project: those that name its folder, or all. */
const targetsFor = (project: Project, file: string): readonly string[] => {
  const naming = project.tests.filter(({ command }) => command.includes(`${folderOf(file)} `));
  const targets = folderOf(file) !== project.root && naming.length > 0 ? naming : project.tests;
  return targets.map(({ target }) => `${project.name}:${target}`);
};

/** A project without tests is read by the tests of the projects that depend on it. */
const readersOf = (projects: readonly Project[], project: Project, file: string): readonly string[] => {
  if (project.tests.length > 0) return targetsFor(project, file);
  const direct = projects.filter(({ dependencies }) => dependencies.includes(project.name));
  return direct.flatMap((one) => one.tests.map(({ target }) => `${one.name}:${target}`));
};

export const unreadReferences = (
  { projects, files }: NxInputs,
  references: readonly Reference[],
): readonly string[] => {
  const owner = ownerIn(projects);
  const inputs = new Map(Object.entries(files).map(([task, names]) => [task, new Set(names)]));
  const isRead = (task: string, to: string): boolean =>
    to.endsWith('/')
      ? files[task]?.some((name) => name.startsWith(to)) === true
      : inputs.get(task)?.has(to) === true;
  return references.flatMap(({ from, to }) => {
    const project = owner(from);
    if (project === undefined || project === owner(to)) return [];
    const blind = readersOf(projects, project, from).filter((task) => !isRead(task, to));
    return blind.map((task) => `${task} does not read ${to}, which ${from} names`);
  });
};
