// `validate`: everything that is wrong with a configuration.
import { configDigest } from '@credit-risk/config';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { Command } from '../world/command';
import { type ConfigOptions, loadConfig } from '../world/load-config';

/** Checks a configuration. */
export const validate =
  (options: ConfigOptions): Command =>
  (world) =>
    pipe(
      loadConfig(world, options),
      TE.map((valid) =>
        JSON.stringify({
          valid: true,
          project: valid.project,
          environment: valid.environment,
          digest: configDigest(valid),
        }),
      ),
    );
