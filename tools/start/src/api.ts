// The scoring API on the local cloud: deployed as on AWS, with an issuer of tokens beside it. The buckets exist already.
import type { PipelineConfig } from '@credit-risk/config';
import { type DevIssuer, startDevIssuer } from '@credit-risk/dev-issuer';
import { object, text } from '@credit-risk/io-ts-schema';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { creditRisk, messageOf, resultOf } from './credit-risk';
import { tokenFile } from './token';
import { exitCodes, startError, type StartError } from './start-error';

/** How a token is requested: by the grant `client_credentials`. */
export interface TokenSource {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: readonly string[];
}

/** The address of the API, and how a token for it is requested; no tokens if IAM authorizes callers. */
export interface ApiResult extends Partial<TokenSource> {
  readonly url: string;
  readonly predictionLog: string;
}

/** What it needs. */
export interface ApiSettings {
  /** The variables that point at the cloud. */
  readonly environment: Readonly<Record<string, string>>;
  readonly configFile: string;
  readonly config: PipelineConfig;
  readonly state: string;
  readonly signal: AbortSignal;
}

/** An API that can be deployed. */
export interface LocalApi {
  readonly deploy: TE.TaskEither<StartError, ApiResult>;
  /** Stops the issuer, if there is one. */
  readonly stop: () => Promise<void>;
}

const scopes = ['features:read', 'predictions:read'];
const clientId = 'loan-desk';
const lifetimeSeconds = 3600;
const bytesOfASecret = 24;

interface Issuer {
  readonly running: DevIssuer;
  readonly source: TokenSource;
}

const startIssuer = (audience: string): TE.TaskEither<StartError, Issuer> => {
  const clientSecret = randomBytes(bytesOfASecret).toString('hex');
  const client = { id: clientId, secret: clientSecret, scopes, lifetimeSeconds };
  return pipe(
    startDevIssuer({ port: 0, audiences: [audience], clients: [client] }),
    TE.bimap(
      ({ message }) => startError(message),
      (running) => ({ running, source: { tokenUrl: running.tokenUrl, clientId, clientSecret, scopes } }),
    ),
  );
};

/** What `credit-risk deploy` prints, as far as it matters here. */
const Deployed = object({ url: text(), predictionBucket: text() }, { open: true });

const deployOn = (settings: ApiSettings, issuer: Issuer | null): TE.TaskEither<StartError, ApiResult> => {
  const { environment, configFile, state, signal } = settings;
  const log = join(state, 'logs', 'deploy.log');
  // What the CDK needs in an account is there after the first deployment.
  const bootstrapped = join(state, 'cdk-bootstrapped');
  const args = [
    ...['deploy', '--api-only', '--config', configFile],
    ...(issuer === null ? [] : ['--parameters', `JwtIssuer=${issuer.running.url}`]),
    ...(existsSync(bootstrapped) ? [] : ['--bootstrap']),
  ];
  let errors = '';
  const onError = (part: string): void => {
    errors += part;
    appendFileSync(log, part);
  };
  return pipe(
    creditRisk(args, { environment, signal, onError }),
    TE.flatMapEither((ended) =>
      ended.exitCode === exitCodes.done
        ? resultOf(Deployed, 'deploy')(ended)
        : E.left(startError(`The API was not deployed. ${messageOf(errors)} Log: ${log}`)),
    ),
    TE.map(({ url, predictionBucket }) => {
      writeFileSync(bootstrapped, '');
      if (issuer !== null) writeFileSync(tokenFile(state), JSON.stringify(issuer.source), { mode: 0o600 });
      return { url, predictionLog: `s3://${predictionBucket}/predictions/`, ...issuer?.source };
    }),
  );
};

/** The API of a local cloud; nothing happens before it is deployed. */
export const localApi = (settings: ApiSettings): LocalApi => {
  const { authorization } = settings.config.api;
  const started: Issuer[] = [];
  const issuer: TE.TaskEither<StartError, Issuer | null> =
    authorization.kind === 'iam'
      ? TE.right(null)
      : pipe(
          startIssuer(authorization.audience),
          TE.tapIO((running) => () => void started.push(running)),
        );
  return {
    deploy: pipe(
      issuer,
      TE.flatMap((running) => deployOn(settings, running)),
    ),
    stop: async () => {
      rmSync(tokenFile(settings.state), { force: true });
      await Promise.all(started.map(({ running }) => running.stop()));
    },
  };
};
