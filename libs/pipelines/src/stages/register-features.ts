// The newest loan of each client goes into the Feature Store, and is read back.
import {
  createGroup,
  type FeatureGroupSpec,
  type GroupError,
  ingest,
  type IngestReport,
  newestLoans,
  type ParquetFile,
} from '@credit-risk/feature-store';
import { featureGroupDefinition } from '@credit-risk/loan-features';
import { featureGroup, outputUris, requestDigest, type Run } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as RTE from 'fp-ts/ReaderTaskEither';
import * as TE from 'fp-ts/TaskEither';
import { call, fail, nothing } from '../ports/effect';
import { loanFiles, untilAborted } from './loan-files';
import { ifThere } from '../ports/existing';
import { neededOutput } from '../pipeline/needs';
import { leftOver } from './clients-left-over';
import { interrupted } from '../errors/stage-errors';
import type { PipelineError } from '../errors/pipeline-error';
import type { Effect, Ports } from '../ports/ports';
import type { Collected, Observation, Stage, StageContext } from '../pipeline/stage';
import { reportStale } from './stale-records';
import { longestResource, patienceOf } from '../pipeline/waiting-times';

const stage = 'register-features';
const mostProblems = 100_000;

const groupNameOf = (run: Run): string => featureGroup(run).FeatureGroupName ?? '';

const specOf = (run: Run): FeatureGroupSpec => {
  const { registerFeatures } = run.config.stages;
  const { Tags } = featureGroup(run);
  return {
    name: groupNameOf(run),
    description: 'Features of the newest loan of each client',
    definition: featureGroupDefinition,
    roleArn: registerFeatures.roleArn,
    onlineStore: {
      storageType: registerFeatures.storageType,
      kmsKeyId: registerFeatures.onlineKmsKeyId,
    },
    offlineStore: registerFeatures.offlineStore
      ? { uri: outputUris(run).offlineStore, kmsKeyId: registerFeatures.offlineKmsKeyId }
      : null,
    tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key ?? '', Value ?? ''])),
  };
};

const noFeatures = (featuresUri: string): Effect<never> =>
  fail({ _tag: 'FileMissing', stage: 'feature-engineering', uri: `${featuresUri}/*.parquet` });

const listed = (featuresUri: string): Effect<readonly ParquetFile[]> =>
  call(`list ${featuresUri}`, ({ objects }) => loanFiles(objects, featuresUri));

// Checked first, so that no group is made without features for it.
const checkFeatures = (context: StageContext): Effect<void> =>
  pipe(
    RTE.fromEither(neededOutput(context, stage, 'feature-engineering', 'features')),
    RTE.bindTo('uri'),
    RTE.bind('files', ({ uri }) => listed(uri)),
    RTE.flatMap(({ uri, files }) => (files.length === 0 ? noFeatures(uri) : nothing)),
  );

const submit = ({ run }: StageContext): Effect<void> => {
  const spec = specOf(run);
  return ({ features }: Ports) =>
    pipe(
      createGroup(features.groups)(spec),
      TE.bimap(
        (cause: GroupError): PipelineError => ({ _tag: 'GroupUnusable', name: spec.name, cause }),
        () => undefined,
      ),
    );
};

// Runs of one contract share the group, so its tags are those of the run that made it: none is compared.
const taggedArn = null;

const observe = ({ run }: StageContext): Effect<Observation> => {
  const name = groupNameOf(run);
  return pipe(
    call(`look at feature group ${name}`, ({ features }) => ifThere(features.groups.describe(name))),
    RTE.map((group): Observation => {
      if (group === null) return { _tag: 'Absent' };
      const { status } = group;
      if (status === 'Created') return { _tag: 'Succeeded', status, taggedArn };
      if (status !== 'CreateFailed' && status !== 'DeleteFailed') {
        return { _tag: 'Active', status, isStopping: false, taggedArn };
      }
      const reason = group.failureReason ?? 'no reason given';
      const cause: GroupError = { _tag: 'GroupFailed', name, status, reason };
      return { _tag: 'Failed', status, taggedArn, error: { _tag: 'GroupUnusable', name, cause } };
    }),
  );
};

const register =
  ({ run }: StageContext, files: readonly ParquetFile[]): Effect<IngestReport> =>
  (ports) => {
    const name = groupNameOf(run);
    const options = {
      patience: patienceOf(ports),
      concurrency: run.config.stages.registerFeatures.concurrency,
      mostProblems,
      onProgress: ({ clients, written, repaired }: IngestReport | Omit<IngestReport, 'failed' | 'stale'>) =>
        ports.progress({
          runId: run.runId,
          stage,
          at: ports.clock.now(),
          kind: 'registering',
          clients,
          written: written + repaired,
        })(),
    };
    return pipe(
      ingest(ports.features.onlineStore(name), options)(untilAborted(ports.signal, newestLoans(files))),
      TE.orElse((cause) =>
        cause._tag === 'RecordsNotRegistered'
          ? reportStale(run, name, cause.report)(ports)
          : TE.left<PipelineError, IngestReport>({ _tag: 'RegistrationFailed', name, cause }),
      ),
    );
  };

const unlessInterrupted =
  (report: IngestReport): Effect<IngestReport> =>
  ({ signal }) =>
    signal.aborted
      ? TE.left(interrupted(stage, `${report.clients} clients are registered`))
      : TE.right(report);

const collect = (context: StageContext): Effect<Collected> => {
  const name = groupNameOf(context.run);
  return pipe(
    RTE.fromEither(neededOutput(context, stage, 'feature-engineering', 'features')),
    RTE.bindTo('featuresUri'),
    RTE.bind('files', ({ featuresUri }) => listed(featuresUri)),
    RTE.bind('report', ({ files }) => register(context, files)),
    RTE.tap(({ report }) => unlessInterrupted(report)),
    RTE.bind('withoutLoans', ({ files, report }) => leftOver(context.run, name, files, report.clients)),
    RTE.flatMap(({ featuresUri, report, withoutLoans }) =>
      report.clients === 0
        ? noFeatures(featuresUri)
        : RTE.right({
            resource: { name, arn: null },
            inputs: { features: featuresUri },
            outputs: { featureGroup: name },
            counts: {
              clients: report.clients,
              written: report.written,
              repaired: report.repaired,
              unchanged: report.unchanged,
              clientsWithoutLoans: withoutLoans,
            },
            metrics: null,
            lineage: {},
          }),
    ),
  );
};

export const registerFeatures: Stage = {
  name: stage,
  description: 'puts the newest loan of each client into the Feature Store and reads it back',
  needs: ['feature-engineering'],
  produces: ['featureGroup'],
  plan: ({ run }) => E.right({ name: groupNameOf(run), requestDigest: requestDigest(featureGroup(run)) }),
  check: checkFeatures,
  submit,
  observe,
  collect,
  stop: () => RTE.right('registration runs in the runner itself: no remote work to stop'),
  longest: () => longestResource,
};
