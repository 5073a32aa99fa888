// `npm start`: the local cloud, a file of loans, the training pipeline, a prediction.
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { makeRunId, type RunId } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type LocalApi, localApi } from './api';
import { prepareConfig, readConfig } from './configuration';
import { prepareDataSet } from './data-set';
import { dataSetName } from './data-source';
import { endpointOf, removeIfFailed } from './failed-endpoint';
import { type Cloud, startCloud, useCloud } from './local-cloud';
import type { Options } from './options';
import { runTraining } from './pipeline';
import { predict } from './prediction';
import { hasProgramOf } from './spark';
import { summary } from './report';
import type { StartError } from './start-error';
import { makeState } from './state';
import { upload } from './storage';
import type { Terminal } from './terminal';

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const timed =
  (terminal: Terminal, what: string) =>
  <A>(task: TE.TaskEither<StartError, A>): TE.TaskEither<StartError, A> =>
  async () => {
    const since = performance.now();
    const done = await task();
    if (E.isRight(done)) terminal.say(`${what} (${seconds(since)})`);
    return done;
  };

const runOn = (
  cloud: Cloud,
  csv: string,
  config: {
    readonly path: string;
    readonly dataset: string;
    readonly artifacts: string;
    readonly endpoint: string;
  },
  api: LocalApi | null,
  run: { readonly id: RunId; readonly logs: string },
  terminal: Terminal,
  stopping: AbortSignal,
): TE.TaskEither<StartError, void> =>
  pipe(
    upload(cloud.environment, csv, config.dataset, config.artifacts),
    timed(terminal, `Uploaded to ${config.dataset}`),
    TE.flatMap(() => removeIfFailed(endpointOf(cloud.environment, config.endpoint), stopping)),
    TE.tapIO((endpoint) => () => {
      if (endpoint === 'removed')
        terminal.say(`Deleted endpoint ${config.endpoint}, which failed to come back`);
    }),
    TE.flatMap(() => runTraining(config.path, run.id, run.logs, cloud.environment, stopping)),
    TE.flatMap((result) =>
      pipe(
        predict(cloud.environment, result),
        TE.bindTo('prediction'),
        TE.bind('api', () =>
          api === null ? TE.right(null) : pipe(api.deploy, timed(terminal, 'The scoring API is deployed')),
        ),
        TE.map(({ prediction, api: deployed }) => {
          const { clientId, probabilityOfDefault, decision } = prediction;
          terminal.print(summary(result, prediction, deployed?.url ?? 'none'));
          terminal.print(
            JSON.stringify({
              ...result,
              prediction: { clientId, probabilityOfDefault, decision },
              api: deployed,
              environment: cloud.environment,
            }),
          );
        }),
      ),
    ),
  );

const randomBytesOfRunId = 3;
const newRunId = (): RunId => makeRunId(new Date(), randomBytes(randomBytesOfRunId).toString('hex'));

const untilAborted = (signal: AbortSignal): Promise<void> =>
  signal.aborted
    ? Promise.resolve()
    : new Promise((resolve) => {
        // Something has to keep the process: signals alone do not.
        const alive = setInterval(() => undefined, 3_600_000);
        signal.addEventListener('abort', () => {
          clearInterval(alive);
          resolve();
        });
      });

/** Runs the whole command; whatever it started is stopped when it ends. */
export const start = (options: Options, terminal: Terminal): TE.TaskEither<StartError, void> =>
  pipe(
    prepareConfig(options.config, dataSetName(options.data), options.state),
    TE.chainFirst(({ config }) => hasProgramOf(config, options.images)),
    TE.bindTo('prepared'),
    TE.bind('csv', () =>
      pipe(
        prepareDataSet(options.data, options.state, terminal.interrupted),
        timed(terminal, options.data._tag === 'File' ? 'Found the loans' : 'Generated the loans'),
      ),
    ),
    TE.bind('cloud', ({ prepared }) =>
      pipe(startCloud(options, prepared.config.aws), timed(terminal, 'The local cloud is up')),
    ),
    TE.flatMap(({ prepared, csv, cloud }) =>
      useCloud(cloud, terminal.interrupted, async (stopping) => {
        const { path, config } = prepared;
        const places = {
          path,
          dataset: config.dataset.uri,
          artifacts: config.artifactsUri,
          endpoint: config.stages.createEndpoint.endpointName,
        };
        const run = { id: options.runId ?? newRunId(), logs: resolve(options.state, 'logs') };
        const { environment } = cloud;
        const { state } = options;
        const settings = { environment, configFile: path, config, state, signal: stopping };
        const api = options.api ? localApi(settings) : null;
        const done = await runOn(cloud, csv, places, api, run, terminal, stopping)();
        if (E.isRight(done) && !options.once) {
          terminal.say(`${api === null ? 'The endpoint stays' : 'Endpoint and API stay'} up until Ctrl-C.`);
          await untilAborted(stopping);
        }
        await api?.stop();
        return done;
      }),
    ),
  );

/** Runs the cloud alone, and prints the variables that point a client at it. */
export const cloudAlone = (options: Options, terminal: Terminal): TE.TaskEither<StartError, void> =>
  pipe(
    readConfig(options.config),
    TE.chainFirst(() => makeState(options.state)),
    TE.flatMap(({ aws }) => startCloud(options, aws)),
    TE.flatMap((cloud) =>
      useCloud(cloud, terminal.interrupted, async (stopping) => {
        const exports = Object.entries(cloud.environment).map(([name, value]) => `export ${name}=${value}`);
        terminal.print(`${exports.join('\n')}\n`);
        terminal.say('The local cloud stays up until Ctrl-C.');
        await untilAborted(stopping);
        return E.right(undefined);
      }),
    ),
  );
