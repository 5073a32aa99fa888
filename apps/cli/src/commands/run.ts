// `run`: a whole pipeline, new or resumed.
import { runPipeline, runResult } from '@credit-risk/pipelines';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { Command } from '../world/command';
import { type ConfigOptions, loadConfig } from '../world/load-config';
import { type BusyOptions, pipeline, portsFor, runIdOf } from './run-options';

/** Options of `run`. */
export interface RunOptions extends ConfigOptions, BusyOptions {
  readonly runId?: string;
}

/** Runs all stages. */
export const run =
  (options: RunOptions): Command =>
  (world) =>
    pipe(
      TE.Do,
      TE.bind('runId', () =>
        TE.fromEither(options.runId === undefined ? E.right(world.newRunId()) : runIdOf(options.runId)),
      ),
      TE.bind('config', () => loadConfig(world, options)),
      TE.bindW('manifests', (begun) => runPipeline(pipeline, begun)(portsFor(world, options))),
      TE.map(({ runId, manifests }) => JSON.stringify(runResult(runId, manifests))),
    );
