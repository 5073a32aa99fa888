import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateEndpointConfigCommand,
  CreateFeatureGroupCommand,
  CreateModelCommand,
  ListEndpointConfigsCommand,
  ListModelsCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { parseConfig, type PipelineConfig } from '@credit-risk/config';
import { type LocalSageMaker, startLocalSageMaker } from '@credit-risk/local-sagemaker';
import { endpointConfig, featureGroup, makeRunId, model } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { awsClients } from '../src/aws/aws-clients';
import { type Ended, subject } from './program.fixtures';

const file = {
  version: 1,
  project: 'consumer-credit-risk',
  environment: 'staging',
  aws: { region: 'eu-west-1', accountId: '000000000000' },
  roleArn: 'arn:aws:iam::000000000000:role/credit-risk',
  artifactsUri: 's3://credit-risk/artifacts',
  dataset: { uri: 's3://credit-risk/raw/loans.csv' },
  environments: { production: {}, 'production-b': {} },
};

const configOf = (environment: string): PipelineConfig => {
  const parsed = parseConfig(JSON.stringify(file), environment);
  if (E.isLeft(parsed)) throw new Error(parsed.left._tag);
  return parsed.right;
};

const closedPort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });

describe('credit-risk down --runs-only', () => {
  const before = { ...process.env };
  let folder = '';
  let server: LocalSageMaker | undefined;
  let sagemaker = new SageMakerClient({});

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'down-'));
    const started = await startLocalSageMaker({
      stateFolder: join(folder, 'state'),
      images: { source: 'none', launchers: [] },
      s3Endpoint: `http://127.0.0.1:${await closedPort()}`,
      region: file.aws.region,
    })();
    if (E.isLeft(started)) throw new Error(started.left.message);
    server = started.right;
    Object.assign(process.env, server.environment);
    sagemaker = new SageMakerClient({ maxAttempts: 1 });
  });
  afterAll(async () => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
    sagemaker.destroy();
    await server?.stop();
    await rm(folder, { recursive: true });
  });

  const deploy = async (environment: string, attempt: number) => {
    const run = {
      config: configOf(environment),
      runId: makeRunId(new Date('2026-11-24T10:15:02Z'), 'k3f9'),
      attempt,
    };
    const made = model(run, { modelDataUrl: 's3://credit-risk/model.tar.gz', contractVersion: 'v' });
    const endpoint = endpointConfig(run, { modelName: made.ModelName ?? '' });
    await sagemaker.send(new CreateModelCommand(made));
    await sagemaker.send(new CreateEndpointConfigCommand(endpoint));
    if (attempt === 1) await sagemaker.send(new CreateFeatureGroupCommand(featureGroup(run)));
    return { model: made.ModelName, endpointConfig: endpoint.EndpointConfigName };
  };

  const takenDown = (environment?: string): Promise<Ended> =>
    subject({}, (world) => ({
      ...world,
      clients: (region) => awsClients({ requestTimeout: 5_000, region }),
      readFile: () => TE.right(JSON.stringify(file)),
    })).run(
      'down',
      '--runs-only',
      '--config',
      'config.json',
      ...(environment === undefined ? [] : ['--environment', environment]),
    );

  const left = async () => ({
    models: (await sagemaker.send(new ListModelsCommand())).Models?.map((one) => one.ModelName),
    endpointConfigs: (await sagemaker.send(new ListEndpointConfigsCommand())).EndpointConfigs?.map(
      (one) => one.EndpointConfigName,
    ),
  });

  it('deletes the resources with the tags of the environment, however their names were shortened, and nothing else', async () => {
    const ours = [await deploy('production', 1), await deploy('production', 2)];
    const others = [await deploy('production-b', 1), await deploy('staging', 1)];
    const { exitCode, stdout, stderr } = await takenDown('production');
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    const deleted = JSON.parse(stdout.join());
    expect(deleted.models.sort()).toEqual(ours.map((one) => one.model).sort());
    expect(deleted.endpointConfigs.sort()).toEqual(ours.map((one) => one.endpointConfig).sort());
    expect(deleted.endpoints).toEqual([]);
    expect((await left()).models?.sort()).toEqual(others.map((one) => one.model).sort());
    expect((await left()).endpointConfigs?.sort()).toEqual(others.map((one) => one.endpointConfig).sort());
    expect(deleted.stacks).toEqual([]);
    const group = /delete-feature-group --feature-group-name ([\w-]+)/.exec(stderr)?.[1];
    expect(group).toMatch(/^consumer-credit-ri/);
    expect(stderr).toContain('s3://credit-risk/artifacts');
    expect(stderr).toContain('/aws/sagemaker/*');
    expect(deleted.remaining).toContainEqual({
      what: `The features stay, in the feature group ${group}`,
      howToRemove: `Remove: aws sagemaker delete-feature-group --feature-group-name ${group}`,
    });
  });

  it("deletes what is of the file's own environment unless another one is given", async () => {
    const { exitCode, stdout } = await takenDown();
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout.join()).models).toHaveLength(1);
    expect((await left()).models).toHaveLength(1);
  });

  it('names an environment that the configuration does not have', async () => {
    const { exitCode, stderr } = await takenDown('prod');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('known are production, production-b, staging');
  });

  it('ends with 4 when the service does not respond: later it may', async () => {
    const url = process.env['AWS_ENDPOINT_URL_SAGEMAKER'];
    process.env['AWS_ENDPOINT_URL_SAGEMAKER'] = `http://127.0.0.1:${await closedPort()}`;
    const { exitCode, stderr } = await takenDown('production');
    process.env['AWS_ENDPOINT_URL_SAGEMAKER'] = url;
    expect(exitCode).toBe(4);
    expect(stderr).toContain('no response');
  });
});
