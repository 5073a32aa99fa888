// Reads the results that a stage builds on.
import type { StageName } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import type { Manifest } from '../files/manifest';
import type { PipelineError } from '../errors/pipeline-error';
import type { StageContext } from './stage';

/** The manifest of a stage that is needed. */
export const needed = (
  { run, needs }: StageContext,
  by: StageName,
  stage: StageName,
): E.Either<PipelineError, Manifest> =>
  pipe(
    needs.find((manifest) => manifest.stage === stage),
    E.fromNullable<PipelineError>({ _tag: 'NeedsMissing', runId: run.runId, stage: by, missing: [stage] }),
  );

/** One output of a stage that is needed, by its role. */
export const neededOutput = (
  context: StageContext,
  by: StageName,
  stage: StageName,
  role: string,
): E.Either<PipelineError, string> =>
  pipe(
    needed(context, by, stage),
    E.flatMap(({ outputs }) =>
      E.fromNullable<PipelineError>({
        _tag: 'FileMalformed',
        uri: `manifest of ${stage}`,
        problems: [{ path: `$.outputs.${role}`, value: undefined, expectation: 'a URI or a name' }],
      })(outputs[role]),
    ),
  );
