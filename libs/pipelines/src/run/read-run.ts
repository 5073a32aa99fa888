// A run that started earlier, of which only the id and the place of its files are known.
import type { PipelineConfig } from '@credit-risk/config';
import { type RunId, runUris } from '@credit-risk/sagemaker-jobs';
import { pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as RTE from 'fp-ts/ReaderTaskEither';
import { fail, succeed } from '../ports/effect';
import type { Effect } from '../ports/ports';
import { readRunConfig } from '../files/run-config';

/** The configuration that a run started with. */
export const readRun = (artifactsUri: string, runId: RunId): Effect<PipelineConfig> => {
  const uri = runUris(artifactsUri, runId).config;
  return pipe(
    readRunConfig(uri),
    RTE.flatMap((config) =>
      O.isNone(config) ? fail<PipelineConfig>({ _tag: 'RunUnknown', runId, uri }) : succeed(config.value),
    ),
  );
};
