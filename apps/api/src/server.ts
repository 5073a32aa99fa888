// The API as a plain server: `node server.js`, with the settings of the function in the environment and PORT.
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { join } from 'node:path';
import { startLocalServer } from './local-server';
import { buildApi } from './build-api';
import { readSettings } from './settings';
import { serviceUrls } from './infra/aws/service-url';

const usualPatience = 10_000;
const badSettings = 2;

const refuse = (reason: string): void => {
  process.stderr.write(`${reason}\n`);
  process.exitCode = badSettings;
};

const run = async (): Promise<void> => {
  const read = pipe(
    E.Do,
    E.apS('settings', readSettings(process.env)),
    E.bind('urls', ({ settings }) => serviceUrls(settings.AWS_REGION, process.env)),
  );
  if (E.isLeft(read)) return refuse(read.left);
  const { settings, urls } = read.right;
  if (settings.AUTHORIZATION === 'iam')
    return refuse('AUTHORIZATION is iam: only API Gateway checks signatures. Set jwt, or deploy the API.');
  const { JWT_ISSUER: issuer, JWT_AUDIENCE: audience } = settings;
  const docsFolder = join(__dirname, '..', 'dist', 'lambda');
  const api = await buildApi(settings, {
    urls,
    credentials: defaultProvider(),
    isTraced: false,
    docsFolder,
    deliveryPatienceMilliseconds: settings.DELIVERY_PATIENCE_MILLISECONDS ?? usualPatience,
  });
  const server = await startLocalServer(api, { issuer, audience }, Number(process.env['PORT'] ?? 0));
  process.stdout.write(`${JSON.stringify({ url: server.url })}\n`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void server.stop());
};

void run();
