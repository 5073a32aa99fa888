import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as E from 'fp-ts/Either';
import { inService } from './example';
import { loopback, sageMaker } from './loopback.fixtures';

const read = (file: string): string => readFileSync(resolve(__dirname, file), 'utf8');

describe('the example of the README', () => {
  it('is the one that is run here', () => {
    const example = read('example.ts').replace('../src/index', '@credit-risk/aws-effects');
    expect(read('../README.md')).toContain(`\`\`\`ts\n${example}\`\`\``);
  });

  it('waits for the endpoint', async () => {
    const server = await loopback(() => ({
      status: 200,
      body: { EndpointName: 'e', EndpointStatus: server.requests.length < 2 ? 'Creating' : 'InService' },
    }));
    const { signal } = new AbortController();
    expect(await inService(sageMaker(server.url), 'e', signal)()).toEqual(E.right('InService'));
    await server.close();
  });
});
