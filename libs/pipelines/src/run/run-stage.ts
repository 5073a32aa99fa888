// Takes a stage of a run from its current state to its manifest, using what an earlier call did.
import { configDigest } from '@credit-risk/config';
import { contractVersion } from '@credit-risk/loan-features';
import type { StageName } from '@credit-risk/sagemaker-jobs';
import { identity, pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as RA from 'fp-ts/ReadonlyArray';
import * as RTE from 'fp-ts/ReaderTaskEither';
import * as TE from 'fp-ts/TaskEither';
import type { Attempt } from '../files/attempt';
import { fail, nothing, succeed } from '../ports/effect';
import { holdingLease } from '../lease/hold-lease';
import { extendLineage } from '../files/lineage';
import { type Manifest, secondsOf } from '../files/manifest';
import { compareDigestTag, type Observe, openAttempt, type OpenAttempt } from './open-attempt';
import { interrupted } from '../errors/stage-errors';
import type { Effect } from '../ports/ports';
import { readManifest, writeManifest } from '../files/run-files';
import type { Collected, Observation, Stage, StageContext } from '../pipeline/stage';
import { reportProgress } from '../pipeline/report-progress';
import { stoppingIfInterrupted, waitForEnd, waitWhileStopping } from './wait';

// A run stays with one contract: names and meanings of its files are not those of another one.
const ofThisContract = (needs: readonly Manifest[]): Effect<readonly Manifest[]> => {
  const other = needs.find(({ lineage }) => lineage.contractVersion !== contractVersion);
  return other === undefined
    ? RTE.right(needs)
    : fail({
        _tag: 'ContractDiffers',
        stage: other.stage,
        job: other.lineage.contractVersion,
        runner: contractVersion,
      });
};

/** The manifests that a stage needs, or an error that names those that are missing or of another contract. */
export const readNeeds = (stage: Stage, context: StageContext): Effect<StageContext> =>
  pipe(
    stage.needs,
    RA.traverse(RTE.ApplicativeSeq)((need) => readManifest(context.run, need)),
    RTE.flatMap((found) => {
      const missing: readonly StageName[] = stage.needs.filter((_, index) =>
        O.isNone(found[index] ?? O.none),
      );
      return missing.length === 0
        ? pipe(
            ofThisContract(RA.compact(found)),
            RTE.map((needs) => ({ ...context, needs })),
          )
        : fail<StageContext>({ _tag: 'NeedsMissing', runId: context.run.runId, stage: stage.name, missing });
    }),
  );

const stopHereIfInterrupted =
  (stage: Stage, remote: string): Effect<void> =>
  (ports) =>
    ports.signal.aborted ? TE.left(interrupted(stage.name, remote)) : nothing(ports);

/** Submits the work of an attempt unless it exists, and stops it if the caller interrupts the submission. */
export const ensureSubmitted = (
  stage: Stage,
  { context, observation }: OpenAttempt,
  isOurs: Effect<boolean>,
): Effect<Observation> => {
  const stopping = stoppingIfInterrupted(stage, context, isOurs);
  if (observation._tag !== 'Absent') return stopping(RTE.right(observation));
  const submitted = pipe(
    stage.submit(context),
    RTE.flatMap(() => stage.observe(context)),
    RTE.tap((observed) => compareDigestTag(stage, context, observed)),
  );
  return pipe(
    stopHereIfInterrupted(stage, 'nothing was submitted'),
    RTE.flatMap(() => stopping(submitted)),
  );
};

/** Observes an attempt, and stops it if the caller interrupts the observation. */
export const observeStopping =
  (isOurs: Effect<boolean>): Observe =>
  (stage, context) =>
    stoppingIfInterrupted(stage, context, isOurs)(waitWhileStopping(stage, context));

/** Reports an attempt that was opened or found. */
export const reportOpened = (
  stage: Stage,
  { context, attempt, observation, isNew }: OpenAttempt,
): Effect<void> =>
  reportProgress(
    stage,
    context,
    isNew || observation._tag === 'Absent'
      ? { kind: 'opened', attempt: attempt.attempt, name: attempt.name }
      : { kind: 'attached', attempt: attempt.attempt, name: attempt.name, status: observation.status },
  );

const manifestOf = (
  { run, needs }: StageContext,
  attempt: Attempt,
  arn: string | null,
  collected: Collected,
  endedAt: number,
): Manifest => ({
  manifestVersion: 1,
  runId: run.runId,
  stage: attempt.stage,
  attempt: attempt.attempt,
  status: 'Completed',
  startedAt: attempt.startedAt,
  endedAt: new Date(endedAt).toISOString(),
  requestDigest: attempt.requestDigest,
  ...collected,
  resource: { name: collected.resource.name, arn: collected.resource.arn ?? arn },
  lineage: extendLineage(
    needs.map(({ lineage }) => lineage),
    { configDigest: configDigest(run.config), contractVersion, ...collected.lineage },
  ),
});

/** Waits for the end of an attempt, reads its result and writes the manifest of the stage. */
export const finish =
  (stage: Stage, { context, attempt }: OpenAttempt, isOurs: Effect<boolean>): Effect<Manifest> =>
  (ports) =>
    pipe(
      waitForEnd(stage, context, attempt.name),
      stoppingIfInterrupted(stage, context, isOurs),
      RTE.flatMap((observation): Effect<Manifest> => {
        if (observation._tag === 'Failed') return fail(observation.error);
        const arn = observation._tag === 'Succeeded' ? observation.taggedArn : null;
        return pipe(
          stage.collect(context),
          RTE.map((collected) => manifestOf(context, attempt, arn, collected, ports.clock.now())),
          RTE.flatMap((manifest) => writeManifest(context.run, manifest)),
        );
      }),
    )(ports);

/** The stage's manifest if it is complete, else the work that completes it. */
export const unlessComplete = <A>(
  stage: Stage,
  context: StageContext,
  ifComplete: (manifest: Manifest) => A,
  otherwise: Effect<A>,
): Effect<A> =>
  pipe(
    readManifest(context.run, stage.name),
    RTE.flatMap((found) => (O.isNone(found) ? otherwise : succeed(ifComplete(found.value)))),
  );

/** Work on a stage that one runner does at a time; the runner that held the lease before may have completed it meanwhile. */
export const byOneRunner = <A>(
  stage: Stage,
  context: StageContext,
  ifComplete: (manifest: Manifest) => A,
  work: (isOurs: Effect<boolean>) => Effect<A>,
): Effect<A> =>
  holdingLease(stage, context, (isOurs) => unlessComplete(stage, context, ifComplete, work(isOurs)));

const work =
  (stage: Stage, ready: StageContext) =>
  (isOurs: Effect<boolean>): Effect<Manifest> =>
    pipe(
      openAttempt(stage, ready, observeStopping(isOurs)),
      RTE.tap((open) => reportOpened(stage, open)),
      RTE.tap((open) => ensureSubmitted(stage, open, isOurs)),
      RTE.flatMap((open) => finish(stage, open, isOurs)),
    );

const carryOut = (stage: Stage, context: StageContext): Effect<Manifest> =>
  pipe(
    stopHereIfInterrupted(stage, 'it was not started'),
    RTE.flatMap(() => reportProgress(stage, context, { kind: 'started' })),
    RTE.flatMap(() => readNeeds(stage, context)),
    RTE.flatMap((ready) => byOneRunner(stage, ready, identity, work(stage, ready))),
    RTE.tap((manifest) =>
      reportProgress(stage, context, { kind: 'completed', seconds: secondsOf(manifest) }),
    ),
  );

const reuse =
  (stage: Stage, context: StageContext) =>
  (manifest: Manifest): Effect<Manifest> =>
    pipe(
      reportProgress(stage, context, { kind: 'reused', seconds: secondsOf(manifest) }),
      RTE.map(() => manifest),
    );

/**
 * Runs a stage: reads its manifest if it is complete, else opens or finds its attempt, submits, waits and collects.
 * Killed at any moment and run again, it leaves at most one active and one successful piece of remote work.
 */
export const runStage = (stage: Stage, context: StageContext): Effect<Manifest> =>
  pipe(
    readManifest(context.run, stage.name),
    RTE.flatMap(O.match(() => carryOut(stage, context), reuse(stage, context))),
  );
