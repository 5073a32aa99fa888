// The API as `npm run deploy` deploys it, on a local cloud of a test's own with a small model, and an issuer of tokens.
import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { type DevIssuer, type IssuerClient, requestToken, startDevIssuer } from '@credit-risk/dev-issuer';
import { contractVersion } from '@credit-risk/loan-features';
import { featureGroupName } from '@credit-risk/sagemaker-jobs';
import { type ScoringDouble, startScoringDouble } from '@credit-risk/scoring-double';
import * as E from 'fp-ts/Either';
import { join } from 'node:path';
import { type Deployed, deployTo } from '../src';
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

type Asked = RequestInit & { readonly token?: string };

export interface DeployedApi {
  readonly double: ScoringDouble;
  readonly issuer: DevIssuer;
  readonly deployed: Deployed;
  /** Deploys again, for the tokens of another issuer. */
  readonly deployAgain: (issuer: DevIssuer) => Promise<Deployed>;
  readonly token: (name?: keyof typeof clients, audience?: string, issuer?: DevIssuer) => Promise<string>;
  readonly ask: (path: string, init?: Asked) => Promise<Response>;
  /** All that the groups of logs have. */
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

const deploy = async (
  { environment }: ScoringDouble,
  { url }: DevIssuer,
  bootstrap: boolean,
): Promise<Deployed> => {
  let shown = '';
  const done = await deployTo({
    environment: { PATH: process.env['PATH'], ...environment },
    configFile: exampleFile('local'),
    parameters: { JwtIssuer: url },
    bootstrap,
    show: (text) => (shown += text),
    signal: new AbortController().signal,
  })();
  if (E.isLeft(done)) throw new Error(`${done.left.message}\n${shown}`);
  return done.right;
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
      audiences: ['credit-risk', 'somebody-else'],
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
