// Spark has a separate environment, which is large: it is made on request.
import { existsSync } from 'node:fs';
import type { PipelineConfig } from '@credit-risk/config';
import * as TE from 'fp-ts/TaskEither';
import { exitCodes, startError, type StartError } from './start-error';
import { sparkPython } from './workspace';

/** An error if the configuration asks for Spark, and this checkout's image table leads to one that was never made. */
export const hasProgramOf = (
  { stages: { featureEngineering } }: PipelineConfig,
  images: string | undefined,
): TE.TaskEither<StartError, void> =>
  featureEngineering.engine === 'spark' && images === undefined && !existsSync(sparkPython)
    ? TE.left(
        startError(
          `$.stages.featureEngineering.engine is "spark", and ${sparkPython} does not exist: run \`npx nx run feature-engineering:spark-environment\`, which makes it.`,
          exitCodes.configuration,
        ),
      )
    : TE.right(undefined);
