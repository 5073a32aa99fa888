import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as E from 'fp-ts/Either';
import { problemKinds, routes } from '../src/index';
import { responseExamples } from '../src/openapi';
import { description, path, read } from './example';

const text = (file: string): string => readFileSync(resolve(__dirname, file), 'utf8');

describe('the example of the README', () => {
  it('is the one that is run here', () => {
    const example = text('example.ts')
      .replace('../src/index', '@credit-risk/scoring-contract')
      .replace('../src/openapi', '@credit-risk/scoring-contract/openapi');
    expect(text('../README.md')).toContain(`\`\`\`ts\n${example}\`\`\``);
  });

  it('makes a path, reads a response and describes the API', () => {
    expect(path).toBe('/v1/clients/5008806/prediction');
    expect(E.isRight(read(responseExamples.getClientPrediction))).toBe(true);
    expect(read({})).toMatchObject(E.left(expect.stringContaining('$.probabilityOfDefault is missing')));
    expect(description.openapi).toBe('3.1.0');
  });
});

describe('the README', () => {
  it('has every route and every problem', () => {
    for (const { method, path: route } of Object.values(routes))
      expect(text('../README.md')).toContain(`\`${method} ${route}\``.slice(0, -1));
    for (const [kind, { status }] of Object.entries(problemKinds))
      expect(text('../README.md')).toMatch(new RegExp(`\\| \`${kind}\` +\\| ${status} `));
  });
});
