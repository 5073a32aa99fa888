import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { request } from './readme-example';

const read = (name: string): string => readFileSync(join(__dirname, name), 'utf8');
// As a user of the package writes it: without the first line's comment, imported by the package's name.
const exampleCode = (): string =>
  read('readme-example.ts')
    .split('\n')
    .slice(1)
    .join('\n')
    .replace('../src/index', '@credit-risk/sagemaker-jobs');

describe('the example of the README', () => {
  it('stands in the README as it is run here', () => {
    expect(read('../README.md')).toContain(exampleCode());
  });

  it('yields what the SDK takes', () => {
    const command = pipe(
      request,
      E.map((input) => new CreateTrainingJobCommand(input)),
    );
    expect(command).toMatchObject(
      E.right({ input: { TrainingJobName: 'credit-risk-local-training-20261124t101502-k3f9-1' } }),
    );
  });
});
