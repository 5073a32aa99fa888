// The API as a plain server: `node server.js`, with the settings of the function in the environment and PORT.
import * as E from 'fp-ts/Either';
import { join } from 'node:path';
import { startLocalServer } from './app/local-server';
import { buildApi } from './app/main';
import { readSettings } from './app/settings';

const deliveryPatienceMilliseconds = 10_000;
const badSettings = 2;

const run = async (): Promise<void> => {
  const settings = readSettings(process.env);
  if (E.isLeft(settings)) {
    process.stderr.write(`${settings.left}\n`);
    process.exitCode = badSettings;
    return;
  }
  if (settings.right.AUTHORIZATION === 'iam') {
    process.stderr.write(
      'AUTHORIZATION is iam: only API Gateway checks signatures. Set jwt, or deploy the API.\n',
    );
    process.exitCode = badSettings;
    return;
  }
  const { JWT_ISSUER: issuer, JWT_AUDIENCE: audience } = settings.right;
  const docsFolder = join(__dirname, '..', 'dist', 'lambda');
  const api = await buildApi(settings.right, { isTraced: false, docsFolder, deliveryPatienceMilliseconds });
  const server = await startLocalServer(api, { issuer, audience }, Number(process.env['PORT'] ?? 0));
  process.stdout.write(`${JSON.stringify({ url: server.url })}\n`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void server.stop());
};

void run();
