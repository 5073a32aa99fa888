import * as E from 'fp-ts/Either';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { register } from './example';
import { groupSpec } from './groups.fixtures';
import { clientId } from './loans.fixtures';
import { startService } from './local-sagemaker.fixtures';

const read = (file: string): string => readFileSync(resolve(__dirname, file), 'utf8');

describe('the example of the README', () => {
  it('is the one that is run here', () => {
    const example = read('example.ts').replace('../src/index', '@credit-risk/feature-store');
    expect(read('../README.md')).toContain(`\`\`\`ts\n${example}\`\`\``);
  });

  it('registers the loans of a file, and reads a client, by nothing but the environment', async () => {
    const service = await startService();
    Object.assign(process.env, service.environment);
    const file = resolve(__dirname, 'fixtures/features-of-the-job.parquet');
    const result = await register(groupSpec('risk-dev-loans'), [file], [clientId(5008806), clientId(2)])();
    await service.stop();
    expect(result).toMatchObject(
      E.right({
        group: { status: 'Created' },
        report: { clients: 4, written: 4, failed: [], stale: [] },
        read: { loans: [{ clientId: '5008806', loanId: '114' }], unknown: ['2'] },
      }),
    );
  });
});
