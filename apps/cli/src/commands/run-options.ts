// Options that the commands on runs share.
import type { PipelineConfig } from '@credit-risk/config';
import { type Ports, trainingPipeline } from '@credit-risk/pipelines';
import { RunId } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { badArguments, type CliError } from '../world/cli-error';
import type { World } from '../world/world';

/** The pipeline that the commands run. */
export const pipeline = trainingPipeline;

/** A run of the pipeline. */
export interface Run {
  readonly config: PipelineConfig;
  readonly runId: RunId;
}

/** What to do about a stage that another runner works on. */
export interface BusyOptions {
  readonly whenBusy?: Ports['whenBusy'];
}

/** The ports with what the options say. */
export const portsFor = ({ ports }: World, { whenBusy = ports.whenBusy }: BusyOptions): Ports => ({
  ...ports,
  whenBusy,
});

/** The id that `--run-id` gives. */
export const runIdOf = (text: string): E.Either<CliError, RunId> =>
  RunId.is(text)
    ? E.right(text)
    : E.left(
        badArguments(
          `--run-id is ${JSON.stringify(text)}; expected words of lower-case letters and digits joined by hyphens, at most 24 characters`,
        ),
      );
