// The API, deployed by the CDK to a local cloud with a small model, and an issuer of tokens.
import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { type DevIssuer, type IssuerClient, requestToken, startDevIssuer } from '@credit-risk/dev-issuer';
import { contractVersion } from '@credit-risk/loan-features';
import { featureGroupName } from '@credit-risk/sagemaker-jobs';
import { type ScoringDouble, startScoringDouble } from '@credit-risk/scoring-double';
import * as E from 'fp-ts/Either';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { exampleFile, local } from './configurations.fixtures';

const both = ['features:read', 'predictions:read'];
const client = (id: string, scopes: readonly string[], lifetimeSeconds = 3600): IssuerClient => ({
  id,
  secret: `secret-of-${id}`,
  scopes,
  lifetimeSeconds,
});
const clients = {
  loanDesk: client('loan-desk', both),
  reporting: client('reporting', ['features:read']),
  hasty: client('hasty', both, 1),
};

type RequestOptions = RequestInit & { readonly token?: string };

export interface DeployedApi {
  readonly double: ScoringDouble;
  readonly issuer: DevIssuer;
  readonly deployed: Deployed;
  /** Deploys again, for the tokens of another issuer. */
  readonly deployAgain: (issuer: DevIssuer) => Promise<Deployed>;
  readonly token: (name?: keyof typeof clients, audience?: string, issuer?: DevIssuer) => Promise<string>;
  readonly ask: (path: string, init?: RequestOptions) => Promise<Response>;
  /** The text of the log groups. */
  readonly logged: (groups: readonly string[]) => Promise<string>;
  readonly stop: () => Promise<void>;
}

const rightOf = <A>(result: E.Either<{ readonly message: string }, A>): A => {
  if (E.isLeft(result)) throw new Error(result.left.message);
  return result.right;
};

const settingsOf = (environment: Readonly<Record<string, string>>) => ({
  region: local.aws.region,
  endpoint: environment['AWS_ENDPOINT_URL'] ?? '',
  credentials: { accessKeyId: 'reader', secretAccessKey: 'reader' },
});

/** Outputs of the API's stack, and its address. */
export interface Deployed {
  readonly url: string;
  readonly functionName: string;
  readonly predictionStream: string;
  readonly predictionBucket: string;
}

const project = join(__dirname, '..');
const cdk = join(dirname(require.resolve('aws-cdk/package.json')), 'bin', 'cdk');
const longestOutput = 50_000_000;

const node = async (
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, [...args], {
    cwd: project,
    env: { PATH: process.env['PATH'], AWS_REGION: local.aws.region, ...environment },
    maxBuffer: longestOutput,
  });
  return stdout;
};

const deploy = async (
  { environment }: ScoringDouble,
  { url }: DevIssuer,
  bootstrap: boolean,
): Promise<Deployed> => {
  const folder = mkdtempSync(join(tmpdir(), 'infra-deployed-'));
  const run = (...args: readonly string[]): Promise<string> =>
    node([cdk, ...args, '--no-notices', '--ci'], { ...environment, CDK_HOME: folder });
  const app = ['--conditions=@credit-risk/source', '--import', 'tsx', 'src/main.ts'];
  const options = ['--config', exampleFile('local'), '--output', join(folder, 'templates')];
  const made = await node([...app, ...options, '--parameters', `JwtIssuer=${url}`], environment);
  const { templates, stacks, parameters } = JSON.parse(made);
  const values = Object.entries(parameters).flatMap(([name, value]) => [
    '--parameters',
    `${stacks.api}:${name}=${value}`,
  ]);
  const outputs = join(folder, 'outputs.json');
  if (bootstrap) await run('bootstrap', `aws://${local.aws.accountId}/${local.aws.region}`);
  const deployment = ['--app', templates, '--require-approval', 'never', '--outputs-file', outputs];
  await run('deploy', stacks.data, stacks.api, ...deployment, ...values);
  const { ApiId, FunctionName, PredictionStream, PredictionBucket } = JSON.parse(
    readFileSync(outputs, 'utf8'),
  )[stacks.api];
  rmSync(folder, { recursive: true });
  return {
    // MiniStack serves an API below a path of MiniStack's address.
    url: `${environment['AWS_ENDPOINT_URL']}/_aws/execute-api/${ApiId}`,
    functionName: FunctionName,
    predictionStream: PredictionStream,
    predictionBucket: PredictionBucket,
  };
};

const readLogs =
  ({ environment }: ScoringDouble) =>
  async (groups: readonly string[]): Promise<string> => {
    const logs = new CloudWatchLogsClient(settingsOf(environment));
    let text = '';
    for (const logGroupName of groups)
      for await (const { events = [] } of paginateFilterLogEvents({ client: logs }, { logGroupName }))
        text += events.map(({ message }) => `${message}\n`).join('');
    logs.destroy();
    return text;
  };

/** An issuer of tokens for the API and for another one. */
export const startIssuer = async (): Promise<DevIssuer> =>
  rightOf(
    await startDevIssuer({
      port: 0,
      audiences: ['credit-risk', 'another-api'],
      clients: Object.values(clients),
    })(),
  );

/** Starts and deploys everything; it takes a while. */
export const startDeployedApi = async (): Promise<DeployedApi> => {
  const double = await startScoringDouble([join(__dirname, '..', '..', '..', '.venv', 'bin', 'ministack')], {
    featureGroup: featureGroupName(local, contractVersion),
    endpointName: local.stages.createEndpoint.endpointName,
    ministackEnvironment: { CLOUDTRAIL_RECORDING: '1' },
  });
  const issuer = await startIssuer();
  const deployed = await deploy(double, issuer, true);
  return {
    double,
    issuer,
    deployed,
    deployAgain: (other) => deploy(double, other, false),
    token: async (name = 'loanDesk', audience, { tokenUrl } = issuer) => {
      const { id, secret, scopes } = clients[name];
      const request = { tokenUrl, clientId: id, clientSecret: secret, scopes };
      return rightOf(await requestToken({ ...request, ...(audience !== undefined && { audience }) })());
    },
    ask: (path, { token, ...init } = {}) =>
      fetch(`${deployed.url}${path}`, {
        ...init,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...Object(init.headers),
        },
      }),
    logged: readLogs(double),
    stop: async () => {
      await issuer.stop();
      await double.stop();
    },
  };
};
