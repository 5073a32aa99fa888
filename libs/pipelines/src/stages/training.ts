// Features become a model with its metrics: a training job.
import { type Codec, integer, isObject, type JsonObject, object, text } from '@credit-risk/io-ts-schema';
import { contractVersion } from '@credit-risk/loan-features';
import { jobName, outputUris, trainingJob } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as RTE from 'fp-ts/ReaderTaskEither';
import { fail, nothing } from '../ports/effect';
import { jobStage } from './job-stage';
import { metricNames, Metrics } from '../files/metrics';
import { neededOutput } from '../pipeline/needs';
import type { PipelineError } from '../errors/pipeline-error';
import type { Effect } from '../ports/ports';
import { readArchive } from '../files/read-archive';
import { readProductBytes, requireProduct } from '../files/read-product';
import { decodeFile } from '../files/run-files';
import type { Collected, Stage, StageContext } from '../pipeline/stage';
import { longestJob } from '../pipeline/waiting-times';

const stage = 'training';

/** The job's account of its work, in `metrics.json` of `output.tar.gz`. */
interface Report {
  readonly metrics: Metrics;
  readonly modelSha256: string;
  readonly contractVersion: string;
  readonly seed: number;
  readonly codeSha256: string;
  readonly lockSha256: string;
}

const Report: Codec<Report> = object({
  metrics: Metrics,
  modelSha256: text(),
  contractVersion: text(),
  seed: integer(),
  codeSha256: text(),
  lockSha256: text(),
});

const ownNames = ['modelSha256', 'contractVersion', 'seed', 'codeSha256', 'lockSha256'];

const pick = (json: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(json).filter(([name]) => names.includes(name)));

const known = (json: unknown): unknown =>
  isObject(json) ? { ...pick(json, ownNames), metrics: pick(json, metricNames) } : json;

const request = (context: StageContext): E.Either<PipelineError, ReturnType<typeof trainingJob>> =>
  pipe(
    E.Do,
    E.bind('featuresUri', () => neededOutput(context, stage, 'feature-engineering', 'features')),
    E.bind('personsUri', () => neededOutput(context, stage, 'feature-engineering', 'persons')),
    E.map((data) => trainingJob(context.run, data)),
  );

const metricsFile = 'metrics.json';

const readReport = (archiveUri: string): Effect<Report> => {
  const uri = `${archiveUri}#${metricsFile}`;
  const notAnArchive = (cause: unknown): PipelineError => ({
    _tag: 'FileMalformed',
    uri: archiveUri,
    problems: [{ path: '$', value: String(cause), expectation: 'a tar.gz archive' }],
  });
  return pipe(
    readProductBytes(stage, archiveUri),
    RTE.flatMap((bytes) =>
      pipe(RTE.fromTaskEither(readArchive(bytes, metricsFile)), RTE.mapLeft(notAnArchive)),
    ),
    RTE.flatMap((file) =>
      O.isNone(file)
        ? fail<Report>({ _tag: 'FileMissing', stage, uri })
        : RTE.fromEither(decodeFile(Report, uri, file.value, known)),
    ),
  );
};

const sameContract = (report: Report): Effect<Report> =>
  report.contractVersion === contractVersion
    ? RTE.right(report)
    : fail({ _tag: 'ContractDiffers', stage, job: report.contractVersion, runner: contractVersion });

const collected = (context: StageContext, report: Report, inputs: Collected['inputs']): Collected => {
  const { model, output } = outputUris(context.run).training;
  return {
    resource: { name: jobName(context.run, stage), arn: null },
    inputs,
    outputs: { model, output, modelSha256: report.modelSha256 },
    counts: {},
    metrics: report.metrics,
    lineage: {
      code: { [stage]: report.codeSha256 },
      lock: { [stage]: report.lockSha256 },
      seed: report.seed,
    },
  };
};

const inputsOf = (context: StageContext): Effect<Collected['inputs']> =>
  pipe(
    E.Do,
    E.bind('features', () => neededOutput(context, stage, 'feature-engineering', 'features')),
    E.bind('persons', () => neededOutput(context, stage, 'feature-engineering', 'persons')),
    (inputs) => RTE.fromEither(inputs),
  );

const collect = (context: StageContext): Effect<Collected> => {
  const { model, output } = outputUris(context.run).training;
  return pipe(
    requireProduct(stage, model),
    RTE.flatMap(() => readReport(output)),
    RTE.flatMap(sameContract),
    RTE.flatMap((report) =>
      pipe(
        inputsOf(context),
        RTE.map((inputs) => collected(context, report, inputs)),
      ),
    ),
  );
};

export const training: Stage = {
  name: stage,
  description: 'trains a model on the features and measures it on clients it has not seen',
  needs: ['feature-engineering'],
  produces: ['model', 'output', 'modelSha256'],
  check: () => nothing,
  ...jobStage({
    stage,
    request,
    nameOf: ({ run }) => jobName(run, stage),
    create: ({ sagemaker }, input) => sagemaker.createTrainingJob(input),
    describe: ({ sagemaker }, name) => sagemaker.describeTrainingJob(name),
    stop: ({ sagemaker }, name) => sagemaker.stopTrainingJob(name),
  }),
  collect,
  longest: ({ run }) => longestJob(run.config.stages.training.maxRuntimeInSeconds),
};
