// The steps of a run, from the tasks of Nx: checks first, then what sets up environments, then tests, longest first.
import { checkFor, checks } from './checks';
import { byLength } from './longest';
import type { Step } from './step';

export interface Task {
  readonly id: string;
  readonly target: { readonly project: string; readonly target: string };
  readonly projectRoot?: string;
}

export interface TaskGraph {
  readonly tasks: Readonly<Record<string, Task>>;
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
}

/** Options of the executor nx:run-commands. */
export interface CommandOptions {
  readonly command?: string;
  readonly commands?: readonly (string | { readonly command: string })[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const commandOf = ({ command, commands = [] }: CommandOptions): string =>
  [
    ...(command === undefined ? [] : [command]),
    ...commands.map((one) => (typeof one === 'string' ? one : one.command)),
  ].join(' && ');

const isTest = ({ target }: Task): boolean => /^(test|system-test)/.test(target.target);

const stepOf = (task: Task, options: CommandOptions, needs: readonly string[]): Step => {
  const resolved = (text: string): string =>
    text.replaceAll('{projectRoot}', task.projectRoot ?? '.').replaceAll('{workspaceRoot}', '.');
  return {
    id: task.id,
    command: resolved(commandOf(options)),
    cwd: resolved(options.cwd ?? '.'),
    environment: options.env ?? {},
    needs,
  };
};

const checkSteps: readonly Step[] = checks.map(({ name, command, needs = [] }) => ({
  id: name,
  command,
  cwd: '.',
  environment: {},
  needs,
}));

/** A check takes the place of the tasks that it covers, also among the needs of other steps. */
export const stepsFrom = (graph: TaskGraph, optionsOf: (task: Task) => CommandOptions): readonly Step[] => {
  const tasks = Object.values(graph.tasks);
  const checkOf = new Map(
    tasks.flatMap((task) => {
      const check = checkFor(commandOf(optionsOf(task)));
      return check === undefined ? [] : [[task.id, check.name] as const];
    }),
  );
  const needsOf = ({ id }: Task): readonly string[] => [
    ...new Set((graph.dependencies[id] ?? []).map((need) => checkOf.get(need) ?? need)),
  ];
  const stepsOf = (some: readonly Task[]): readonly Step[] =>
    some
      .filter(({ id }) => !checkOf.has(id))
      .map((task) => stepOf(task, optionsOf(task), needsOf(task)))
      .filter(({ command }) => command !== '');
  return [
    ...checkSteps,
    ...stepsOf(tasks.filter((task) => !isTest(task))),
    ...[...stepsOf(tasks.filter(isTest))].sort(byLength),
  ];
};
