// Runs every check and every test of the workspace; exits 1 if any of them failed.
import { createProjectGraphAsync } from '@nx/devkit';
import { join } from 'node:path';
import { createTaskGraph } from 'nx/src/tasks-runner/create-task-graph';
import { reportOf } from './report';
import { runStep } from './run-step';
import { schedule } from './schedule';
import type { Ended, Step } from './step';
import { stepsFrom } from './steps';

const root = join(__dirname, '..', '..', '..');
const targets = ['build', 'typecheck', 'lint', 'api-report', 'test', 'system-test'];
// Tests wait for a part of their time, and a build server has two cores. With four, only the waits grow longer.
const SLOTS = 3;

const main = async (): Promise<number> => {
  const began = performance.now();
  const graph = await createProjectGraphAsync();
  const tasks = createTaskGraph(graph, {}, Object.keys(graph.nodes), targets, undefined, {}, false);
  const steps = stepsFrom(
    tasks,
    ({ target }) => graph.nodes[target.project]?.data.targets?.[target.target]?.options ?? {},
  );
  const run = async (step: Step): Promise<Ended> => {
    const { code, cpu, output } = await runStep(root, step);
    const end = ((performance.now() - began) / 1000).toFixed(0);
    const outcome = code === 0 ? 'passed' : `exit code ${code}`;
    process.stdout.write(`\n> ${step.id}: ${outcome} after ${end} s\n\n${output}`);
    return { code, cpu };
  };
  const results = await schedule(steps, SLOTS, run);
  process.stdout.write(reportOf(results));
  return results.every(({ code }) => code === 0) ? 0 : 1;
};

// Nx keeps the processes of its plugins.
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
