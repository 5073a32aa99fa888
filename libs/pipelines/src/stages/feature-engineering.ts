// Raw loans become features, persons and a quarantine: a processing job.
import {
  array,
  type Codec,
  integer,
  isObject,
  type JsonObject,
  object,
  record,
  text,
} from '@credit-risk/io-ts-schema';
import { contractVersion } from '@credit-risk/loan-features';
import { jobName, outputUris, processingJob } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as RTE from 'fp-ts/ReaderTaskEither';
import { fail, nothing } from '../ports/effect';
import { jobStage } from './job-stage';
import { DataFile } from '../files/lineage';
import type { PipelineError } from '../errors/pipeline-error';
import type { Effect } from '../ports/ports';
import { readProduct } from '../files/read-product';
import type { Collected, Stage, StageContext } from '../pipeline/stage';
import { longestJob } from '../pipeline/waiting-times';

const stage = 'feature-engineering';
const count = integer({ minimum: 0 });

/** The job's account of its work, in `summary.json`. */
interface Summary {
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly rowsQuarantined: number;
  readonly clients: number;
  readonly quarantineByReason: Readonly<Record<string, number>>;
  readonly inputs: readonly DataFile[];
  readonly contractVersion: string;
  readonly codeSha256: string;
  readonly lockSha256: string;
}

const fields = {
  rowsIn: count,
  rowsOut: count,
  rowsQuarantined: count,
  clients: count,
  quarantineByReason: record(text(), count),
  inputs: array(DataFile),
  contractVersion: text(),
  codeSha256: text(),
  lockSha256: text(),
};
const Summary: Codec<Summary> = object(fields);

// The summary may hold more than this version of the runner knows.
const known = (json: unknown): JsonObject | unknown =>
  isObject(json) ? Object.fromEntries(Object.entries(json).filter(([key]) => key in fields)) : json;

const checked = (summary: Summary, uri: string): Effect<Summary> => {
  const { rowsIn, rowsOut, rowsQuarantined } = summary;
  if (rowsIn !== rowsOut + rowsQuarantined) {
    return fail({ _tag: 'RowsDoNotAddUp', uri, rowsIn, rowsOut, rowsQuarantined });
  }
  return summary.contractVersion === contractVersion
    ? RTE.right(summary)
    : fail({ _tag: 'ContractDiffers', stage, job: summary.contractVersion, runner: contractVersion });
};

const collected = ({ run }: StageContext, summary: Summary): Collected => {
  const { features, persons, quarantine, summary: summaryUri } = outputUris(run).featureEngineering;
  const { rowsIn, rowsOut, rowsQuarantined, clients, inputs } = summary;
  const reasons = Object.entries(summary.quarantineByReason);
  return {
    resource: { name: jobName(run, stage), arn: null },
    inputs: { dataset: run.config.dataset.uri },
    outputs: { features, persons, quarantine, summary: summaryUri },
    counts: {
      rowsIn,
      rowsOut,
      rowsQuarantined,
      clients,
      ...Object.fromEntries(reasons.map(([reason, rows]) => [`quarantined: ${reason}`, rows])),
    },
    metrics: null,
    lineage: {
      data: inputs,
      code: { [stage]: summary.codeSha256 },
      lock: { [stage]: summary.lockSha256 },
    },
  };
};

const collect = (context: StageContext): Effect<Collected> => {
  const uri = `${outputUris(context.run).featureEngineering.summary}/summary.json`;
  return pipe(
    readProduct(stage, Summary, uri, known),
    RTE.flatMap((summary) => checked(summary, uri)),
    RTE.map((summary) => collected(context, summary)),
  );
};

export const featureEngineering: Stage = {
  name: stage,
  description: 'turns raw loans into features, and separates bad rows with their reasons',
  needs: ['get-config'],
  produces: ['features', 'persons', 'quarantine', 'summary'],
  check: () => nothing,
  ...jobStage({
    stage,
    request: ({ run }): E.Either<PipelineError, ReturnType<typeof processingJob>> =>
      E.right(processingJob(run)),
    nameOf: ({ run }) => jobName(run, stage),
    create: ({ sagemaker }, request) => sagemaker.createProcessingJob(request),
    describe: ({ sagemaker }, name) => sagemaker.describeProcessingJob(name),
    stop: ({ sagemaker }, name) => sagemaker.stopProcessingJob(name),
  }),
  collect,
  longest: ({ run }) => longestJob(run.config.stages.featureEngineering.maxRuntimeInSeconds),
};
