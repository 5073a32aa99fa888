// Keeps two runners from working on one stage of one run. Names are derived and writes are conditional, so a runner without a
// lease, or one whose lease was taken over, does no harm: a lease saves work and money.
import { outputUris } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as RTE from 'fp-ts/ReaderTaskEither';
import * as TE from 'fp-ts/TaskEither';
import { succeed } from '../ports/effect';
import { type Lease, leaseDuration, renewEvery } from './lease';
import { type FoundLease, type Held, leaseOf, readLease, timeOf, writeLease } from './lease-file';
import { interrupted } from '../errors/stage-errors';
import { runnerText } from '../errors/runner-text';
import type { PipelineError } from '../errors/pipeline-error';
import type { Effect, Ports } from '../ports/ports';
import type { Stage, StageContext } from '../pipeline/stage';
import { takeLease } from './take-lease';
import { reportProgress } from '../pipeline/report-progress';

const reportOvertaken = ({ stage, context }: Held, found: O.Option<FoundLease>): Effect<void> =>
  reportProgress(stage, context, {
    kind: 'overtaken',
    holder: O.isNone(found) ? 'a process that removed the lease' : runnerText(found.value.lease.holder),
  });

// Writes over the lease while it is this runner's; false once it is not.
const change = (held: Held, lease: (ports: Ports) => Lease): Effect<boolean> =>
  pipe(
    readLease(held.uri),
    RTE.flatMap((found) =>
      O.isNone(found) || found.value.lease.holder.id !== held.id
        ? pipe(
            reportOvertaken(held, found),
            RTE.map(() => false),
          )
        : pipe(
            RTE.asks(lease),
            RTE.flatMap((changed) => writeLease(held, changed, found)),
            RTE.flatMap((isWritten) => (isWritten ? succeed(true) : change(held, lease))),
          ),
    ),
  );

/** A lease as its holder sees it. */
interface Holding {
  /** Renews it; false if another runner holds it. */
  readonly renew: Effect<boolean>;
  /** Whether this runner holds it, also while the store does not respond: no runner takes it before it expires. */
  readonly isOurs: Effect<boolean>;
}

const holding = (held: Held, takenAt: number): Holding => {
  let oursUntil = takenAt + leaseDuration;
  const renew: Effect<boolean> = (ports) => async () => {
    const askedAt = ports.clock.now();
    const renewed = await change(held, (now) => leaseOf(held, now))(ports)();
    if (E.isRight(renewed)) oursUntil = renewed.right ? askedAt + leaseDuration : askedAt;
    return renewed;
  };
  const byOwnClock: Effect<boolean> = ({ clock }) => TE.fromIO(() => clock.now() < oursUntil);
  return {
    renew,
    isOurs: pipe(
      renew,
      RTE.orElse(() => byOwnClock),
    ),
  };
};

// Ends with the work, or when another runner has taken the lease: then the next conditional write of the work decides between
// the two. A store that does not respond is called again, which may be before the lease expires.
const keep =
  ({ renew }: Holding, over: AbortSignal) =>
  (ports: Ports): (() => Promise<boolean>) =>
  async () => {
    for (;;) {
      await ports.clock.sleep(renewEvery, over)();
      if (over.aborted) return true;
      const renewed = await renew(ports)();
      if (E.isRight(renewed) && !renewed.right) return false;
    }
  };

// A lease that cannot be released expires.
const release = (held: Held): Effect<void> =>
  pipe(
    change(held, (ports) => ({ ...leaseOf(held, ports), releasedAt: timeOf(ports) })),
    RTE.matchE(
      () => RTE.right(undefined),
      () => RTE.right(undefined),
    ),
  );

const leftAsItIs = 'the runner was forced to end and left the work as it is';

// The result of a runner that is forced to end, whatever state the work is in.
const forced = (stage: Stage, { force }: Ports, over: AbortSignal): Promise<E.Either<PipelineError, never>> =>
  new Promise((resolve) => {
    const end = (): void => resolve(E.left(interrupted(stage.name, leftAsItIs)));
    if (force.aborted) end();
    force.addEventListener('abort', end, { once: true, signal: over });
  });

/**
 * Does the work while holding the lease on a stage, renews the lease meanwhile, and releases it however the work ends, also
 * when the runner is forced to end. The work gets an effect that checks whether it still holds the lease. A lease that was not
 * renewed for a minute, or whose holder died on this machine, is taken over; `whenBusy` of the ports decides about one that is
 * renewed.
 *
 * @example
 * holdingLease(stage, context, () => work)(ports)(); // right(…)
 */
export const holdingLease =
  <A>(stage: Stage, context: StageContext, work: (isOurs: Effect<boolean>) => Effect<A>): Effect<A> =>
  (ports) => {
    const uri = outputUris(context.run).lease(stage.name);
    const held: Held = { stage, context, uri, id: ports.processes.newId() };
    const withLease = async () => {
      const lease = holding(held, ports.clock.now());
      const over = new AbortController();
      const ended = Promise.race([work(lease.isOurs)(ports)(), forced(stage, ports, over.signal)]).finally(
        () => over.abort(),
      );
      const [result, isHeld] = await Promise.all([ended, keep(lease, over.signal)(ports)()]);
      if (isHeld) await release(held)(ports)();
      return result;
    };
    return pipe(
      takeLease(held)(ports),
      TE.flatMap(() => withLease),
    );
  };
