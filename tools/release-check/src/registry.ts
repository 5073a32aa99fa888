// A registry that runs during the check, on a free loopback port and with a temporary store.
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { releaseProgram } from './workspace';

const mostPolls = 600;
const pollMilliseconds = 100;

export interface Registry {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      server.close(() => resolve(port));
    });
  });

// It has the libraries alone: all else comes from the registry that npm is configured with.
const settings = (folder: string): string => `
storage: ${JSON.stringify(join(folder, 'storage'))}
max_body_size: 50mb
auth: {}
uplinks: {}
packages:
  '@credit-risk/*':
    access: $all
    publish: $all
web:
  enable: false
log:
  type: stdout
  format: json
  level: warn
`;

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/-/ping`).then(
    ({ ok }) => ok,
    () => false,
  );

export const startRegistry = async (folder: string, signal: AbortSignal): Promise<Registry> => {
  mkdirSync(folder, { recursive: true });
  const config = join(folder, 'config.yaml');
  writeFileSync(config, settings(folder));
  const url = `http://127.0.0.1:${await freePort()}`;
  const log = join(folder, 'log');
  const file = openSync(log, 'w');
  const child = spawn(releaseProgram('verdaccio'), ['--config', config, '--listen', url], {
    cwd: folder,
    stdio: ['ignore', file, file],
  });
  const ended = new Promise<void>((resolve) =>
    child.on('exit', () => resolve()).on('error', () => resolve()),
  );
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
  };
  for (let poll = 0; poll < mostPolls && child.exitCode === null && !signal.aborted; poll += 1) {
    if (await answers(url)) return { url, stop };
    await pause(pollMilliseconds);
  }
  await stop();
  throw new Error(`Verdaccio did not start on ${url}:\n${readFileSync(log, 'utf8')}`);
};

/** What npm needs to know of the registry, in a folder's .npmrc. Anyone may publish, but npm wants a token. */
export const npmrcOf = ({ url }: Registry): string =>
  `@credit-risk:registry=${url}/\n${url.replace('http:', '')}/:_authToken=anyone\n`;
