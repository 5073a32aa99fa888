import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { train } from './example';
import { configOf, rightOf, runId } from '../src/fake-world/run';
import { startTestCloud } from '../src/local-cloud/test-cloud';

const minute = 60_000;
const read = (file: string): string => readFileSync(join(__dirname, file), 'utf8');
const readme = read('../../../libs/pipelines/README.md');

describe('the README of the pipelines package', () => {
  it('shows the example that is run here', () => {
    expect(readme).toContain(`\`\`\`ts\n${read('example.ts')}\`\`\``);
  });

  it(
    'has an example that trains and deploys with settings from the environment alone',
    async () => {
      const cloud = await startTestCloud();
      const reported = jest.spyOn(console, 'error').mockImplementation(() => undefined);
      Object.assign(process.env, cloud.environment);
      const result = await train(configOf(), runId('example'), new AbortController().signal)();
      await cloud.stop();
      expect(rightOf(result)).toMatchObject({ endpoint: 'credit-risk-local', clients: 2 });
      expect(reported).toHaveBeenCalledWith('create-endpoint: completed');
      reported.mockRestore();
    },
    minute,
  );
});
