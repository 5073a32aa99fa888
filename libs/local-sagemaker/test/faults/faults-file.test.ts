// Faults that the program has from its start, from a file.
import { DescribeModelCommand, ListModelsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../src/machine/temporary-folder.fixtures';
import { endChildren, outcomeOf, runProgram, startChild } from '../child-server.fixtures';

const folder = temporaryFolder();
const s3 = ['--s3-endpoint', 'http://127.0.0.1:9'];

const faultsFile = (name: string, content: object): string => {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
};

afterAll(async () => {
  await endChildren();
  rmSync(folder, { recursive: true, force: true });
});

describe('--faults', () => {
  it('makes the server fail from its first call on, as the file says', async () => {
    const rules = [{ operation: 'List*', code: 'ThrottlingException', count: 1 }];
    const file = faultsFile('faults.json', { rules });
    const { url } = await startChild(join(folder, 'state'), '--faults', file, ...s3);
    const client = new SageMakerClient({
      endpoint: url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    });
    await expect(client.send(new DescribeModelCommand({ ModelName: 'm' }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await expect(client.send(new ListModelsCommand({}))).rejects.toMatchObject({
      name: 'ThrottlingException',
    });
    expect((await client.send(new ListModelsCommand({}))).Models).toEqual([]);
    client.destroy();
  });

  it('with rules that cannot be ends the program with 2, and names the place', async () => {
    const file = faultsFile('wrong.json', { rules: [{ operation: '*', share: 3 }] });
    const ended = await outcomeOf(runProgram(['--state', join(folder, 'unused'), '--faults', file, ...s3]));
    expect(ended.code).toBe(2);
    expect(ended.errors).toContain('share');
  });
});
