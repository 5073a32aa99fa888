import {
  clientId,
  endpointName,
  featureGroup,
  type ScoringDouble,
  startScoringDouble,
} from '@credit-risk/scoring-double';
import { problemMediaType } from '@credit-risk/scoring-contract';
import { responseExamples, problemExample } from '@credit-risk/scoring-contract/openapi';
import * as E from 'fp-ts/Either';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mayBorrow } from './example-http';
import { declined } from './example-sagemaker';
import { loopbackApi } from './loopback-api.fixtures';

const read = (file: string): string => readFileSync(resolve(__dirname, file), 'utf8');

describe('the examples of the README', () => {
  it.each([
    ['example-http.ts', 'http'],
    ['example-sagemaker.ts', 'sagemaker'],
  ])('are the ones that are run here: %s', (file, entry) => {
    const example = read(file).replace(`../src/${entry}`, `@credit-risk/prediction-client/${entry}`);
    expect(read('../README.md')).toContain(`\`\`\`ts\n${example}\`\`\``);
  });

  it('ask over HTTP', async () => {
    const api = await loopbackApi((_, { url }) =>
      url.includes('/1/')
        ? {
            status: 404,
            headers: { 'content-type': problemMediaType },
            body: problemExample('unknown-client'),
          }
        : { body: responseExamples.getClientPrediction },
    );
    const token = () => Promise.resolve('token');
    expect(await mayBorrow(api.url, token, '5008806')).toMatch(/^approve\nThe loans that the client took/);
    expect(await mayBorrow(api.url, token, '1')).toBe('ask a colleague');
    await expect(mayBorrow(api.url, token, 'x')).rejects.toThrow('clientId: expected the number of a client');
    await api.close();
  });

  describe('ask SageMaker', () => {
    let service: ScoringDouble | undefined;
    const before = { ...process.env };
    beforeAll(async () => {
      service = await startScoringDouble();
      Object.assign(process.env, service.environment);
      await service.put('1', { nb_previous_loans: 3 });
      await service.put('2', { nb_previous_loans: 40 });
    });
    afterAll(async () => {
      process.env = before;
      await service?.stop();
    });

    it('with nothing but its environment', async () => {
      const clients = ['1', '2', '3'].map(clientId);
      expect(await declined(featureGroup, endpointName, clients)()).toEqual(E.right(1));
      expect(await declined('none', endpointName, clients)()).toEqual(
        E.left(expect.stringContaining('the Feature Store is not ready')),
      );
    });
  });
});
