// The configuration that a run started with, as S3 keeps it.
import { configDigest, parseConfig, type PipelineConfig } from '@credit-risk/config';
import { outputUris, type Run } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as RTE from 'fp-ts/ReaderTaskEither';
import type { PipelineError } from '../errors/pipeline-error';
import { call } from '../ports/effect';
import type { Effect } from '../ports/ports';

/** The configuration of a run, from its `config.json`; none if the run never started. */
export const readRunConfig = (uri: string): Effect<O.Option<PipelineConfig>> =>
  pipe(
    call(`read the configuration ${uri}`, ({ objects }) => objects.read(uri)),
    RTE.flatMap((found) =>
      O.isNone(found)
        ? RTE.right(O.none)
        : pipe(
            parseConfig(Buffer.from(found.value).toString('utf8')),
            E.bimap((cause): PipelineError => ({ _tag: 'ConfigUnusable', source: uri, cause }), O.some),
            (config) => RTE.fromEither(config),
          ),
    ),
  );

const indent = 2;

/** Writes the configuration of a run, unless it has one. */
export const writeRunConfig = (run: Run): Effect<void> => {
  const uri = outputUris(run).config;
  const text = `${JSON.stringify(run.config, null, indent)}\n`;
  return pipe(
    call(`write the configuration ${uri}`, ({ objects }) => objects.writeNew(uri, text)),
    RTE.map(() => undefined),
  );
};

/** An error if the recorded configuration differs from the run's. */
export const sameConfig = (run: Run, recorded: PipelineConfig): E.Either<PipelineError, void> => {
  const digests = { recorded: configDigest(recorded), asked: configDigest(run.config) };
  return digests.recorded === digests.asked
    ? E.right(undefined)
    : E.left({ _tag: 'ConfigDiffers', runId: run.runId, uri: outputUris(run).config, ...digests });
};

/** An error if the run started with another configuration than this one. */
export const checkSameConfig = (run: Run): Effect<void> =>
  pipe(
    readRunConfig(outputUris(run).config),
    RTE.flatMap((recorded) =>
      RTE.fromEither(O.isNone(recorded) ? E.right(undefined) : sameConfig(run, recorded.value)),
    ),
  );
