// The scoring API on the local cloud: deployed as on AWS, with an issuer of tokens beside it. Buckets are there already.
import type { PipelineConfig } from '@credit-risk/config';
import { type DevIssuer, startDevIssuer } from '@credit-risk/dev-issuer';
import { deployTo } from '@credit-risk/infra';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokenFile, type TokenSource } from './token';
import { exitCodes, startError, type StartError } from './start-error';

/** Where the API answers, and how a token for it is got; no tokens where IAM says who may ask. */
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

const deployOn = (settings: ApiSettings, issuer: Issuer | null): TE.TaskEither<StartError, ApiResult> => {
  const { environment, configFile, state, signal } = settings;
  const log = join(state, 'logs', 'deploy.log');
  // What the CDK needs in an account is there after the first deployment.
  const bootstrapped = join(state, 'cdk-bootstrapped');
  return pipe(
    deployTo({
      environment: { ...process.env, ...environment },
      configFile,
      parameters: issuer === null ? {} : { JwtIssuer: issuer.running.url },
      bootstrap: !existsSync(bootstrapped),
      apiAlone: true,
      show: (text) => appendFileSync(log, text),
      signal,
    }),
    TE.bimap(
      ({ message }) => startError(`The API was not deployed. ${message} Log: ${log}`, exitCodes.failed),
      ({ url, predictionBucket }) => {
        writeFileSync(bootstrapped, '');
        if (issuer !== null) writeFileSync(tokenFile(state), JSON.stringify(issuer.source), { mode: 0o600 });
        return { url, predictionLog: `s3://${predictionBucket}/predictions/`, ...issuer?.source };
      },
    ),
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
