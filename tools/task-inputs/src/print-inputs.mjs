// Prints as JSON what Nx knows: the graph as it is, and once more for each argument `project>dependency` without that edge.
// A separate process, since Nx keeps worker processes of its plugins.
import { createProjectGraphAsync } from '@nx/devkit';
import { createRequire } from 'node:module';

const { HashPlanInspector } = createRequire(import.meta.url)('nx/src/hasher/hash-plan-inspector');

const without = (graph, edge) => {
  const [source, target] = edge.split('>');
  const edges = graph.dependencies[source] ?? [];
  const kept = edges.filter((one) => one.target !== target);
  if (kept.length === edges.length) throw new Error(`The graph has no edge ${edge}.`);
  return { ...graph, dependencies: { ...graph.dependencies, [source]: kept } };
};

const testsOf = ({ targets = {} }) =>
  Object.entries(targets).filter(
    ([name, target]) => /^(test|system-test)/.test(name) && target.executor !== 'nx:noop',
  );

const filesByTask = async (graph) => {
  const inspector = new HashPlanInspector(graph);
  await inspector.init();
  const tasks = Object.entries(graph.nodes).flatMap(([project, { data }]) =>
    testsOf(data).map(([target]) => ({ project, target })),
  );
  const filesOf = (task) =>
    inspector.inspectTaskInputs(task, {}, {}, true)[`${task.project}:${task.target}`].files;
  return Object.fromEntries(tasks.map((task) => [`${task.project}:${task.target}`, filesOf(task)]));
};

const commandOf = ({ options = {} }) => [options.command, ...(options.commands ?? [])].join(' ');

const described = async (graph) => ({
  projects: Object.entries(graph.nodes).map(([name, { data }]) => ({
    name,
    root: data.root,
    packageName: data.metadata?.js?.packageName ?? null,
    tests: testsOf(data).map(([target, definition]) => ({ target, command: commandOf(definition) })),
    dependencies: (graph.dependencies[name] ?? [])
      .map(({ target }) => target)
      .filter((target) => target in graph.nodes),
  })),
  files: await filesByTask(graph),
});

const graph = await createProjectGraphAsync();
const graphs = [graph, ...process.argv.slice(2).map((edge) => without(graph, edge))];
process.stdout.write(JSON.stringify(await Promise.all(graphs.map(described))), () => process.exit(0));
