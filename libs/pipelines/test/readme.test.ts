import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { graphOf, mermaidOf, trainingPipeline } from '../src';
import { train } from './example';
import { configOf, rightOf, runId } from './fake-world/run';
import { startTestCloud } from './local-cloud/test-cloud.fixtures';

const minute = 60_000;
const read = (file: string): string => readFileSync(join(__dirname, file), 'utf8');
const readme = read('../README.md');

describe('the README', () => {
  it('shows the example that is run here', () => {
    const example = read('example.ts').replace("'../src'", "'@credit-risk/pipelines'");
    expect(readme).toContain(`\`\`\`ts\n${example}\`\`\``);
  });

  it('draws the pipeline as it is', () => {
    expect(readme).toContain(`\`\`\`mermaid\n${mermaidOf(graphOf(trainingPipeline))}\n\`\`\``);
  });

  it(
    'has an example that trains and deploys by nothing but the environment',
    async () => {
      const cloud = await startTestCloud();
      const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
      Object.assign(process.env, cloud.environment);
      const result = await train(configOf(), runId('example'), new AbortController().signal)();
      await cloud.stop();
      expect(rightOf(result)).toMatchObject({ endpoint: 'credit-risk-local', clients: 2 });
      expect(told).toHaveBeenCalledWith('create-endpoint: completed');
      told.mockRestore();
    },
    minute,
  );
});
