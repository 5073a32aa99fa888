// Keeps two runners off one stage of one run. What a stage makes has derived names and is written under conditions, so a
// runner that works without a lease, or beside one that was overtaken, does no harm: a lease saves work and money.
import { canonicalJson } from '@credit-risk/config';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as RTE from 'fp-ts/ReaderTaskEither';
import * as TE from 'fp-ts/TaskEither';
import { call, fail, nothing, succeed } from './effect';
import { holderText, isLive, Lease, leaseDuration, leaseUri, renewEvery } from './lease';
import type { Effect, Ports } from './ports';
import { decodeFile } from './run-files';
import type { Stage, StageContext } from './stage';
import { tell } from './tell';

interface Found {
  readonly lease: Lease;
  readonly version: string;
}

/** A lease that this runner holds. */
interface Held {
  readonly stage: Stage;
  readonly context: StageContext;
  readonly uri: string;
  readonly id: string;
}

const readLease = (uri: string): Effect<O.Option<Found>> =>
  pipe(
    call(`read the lease ${uri}`, ({ objects }) => objects.readVersion(uri)),
    RTE.flatMap((found) => {
      if (O.isNone(found)) return RTE.right(O.none);
      const { bytes, version } = found.value;
      return pipe(
        RTE.fromEither(decodeFile(Lease, uri, bytes)),
        RTE.map((lease) => O.some({ lease, version })),
      );
    }),
  );

const after = ({ clock }: Ports, milliseconds: number): string =>
  new Date(clock.now() + milliseconds).toISOString();

const leaseOf = ({ stage, context, id }: Held, ports: Ports): Lease => ({
  leaseVersion: 1,
  runId: context.run.runId,
  stage: stage.name,
  holder: { ...ports.processes.self, id },
  expiresAt: after(ports, leaseDuration),
  releasedAt: null,
});

// False if somebody else wrote since, or if only the answer to our own write was lost: the next look tells.
const write = ({ uri }: Held, lease: Lease, over: O.Option<Found>): Effect<boolean> =>
  call(`write the lease ${uri}`, ({ objects }) =>
    O.isNone(over)
      ? objects.writeNew(uri, canonicalJson(lease))
      : objects.replace(uri, over.value.version, canonicalJson(lease)),
  );

const busy = ({ runId, stage, holder, expiresAt }: Lease): Effect<void> =>
  fail({ _tag: 'StageBusy', runId, stage, host: holder.host, processId: holder.processId, until: expiresAt });

const take =
  (held: Held): Effect<void> =>
  (ports) => {
    const { clock, processes } = ports;
    const isTaken = (lease: Lease): boolean =>
      isLive(lease, clock.now(), processes.self, (process) => processes.isAlive(process)());
    const put = (over: O.Option<Found>): Effect<void> =>
      pipe(
        write(held, leaseOf(held, ports), over),
        RTE.flatMap((isWritten) => (isWritten ? tellOvertook(held, over) : take(held))),
      );
    return pipe(
      readLease(held.uri),
      RTE.flatMap((found) => {
        if (O.isNone(found)) return put(found);
        const { lease } = found.value;
        if (lease.holder.id === held.id) return nothing;
        return isTaken(lease) ? busy(lease) : put(found);
      }),
    )(ports);
  };

// One that was given back is nobody's, and nothing to tell of.
const tellOvertook = ({ stage, context }: Held, over: O.Option<Found>): Effect<void> =>
  O.isNone(over) || over.value.lease.releasedAt !== null
    ? nothing
    : tell(stage, context, { kind: 'overtook', holder: holderText(over.value.lease.holder) });

const tellOvertaken = ({ stage, context }: Held, found: O.Option<Found>): Effect<void> =>
  tell(stage, context, {
    kind: 'overtaken',
    holder: O.isNone(found) ? 'somebody who removed the lease' : holderText(found.value.lease.holder),
  });

// Writes over the lease while it is this runner's; false once it is not.
const change = (held: Held, lease: (ports: Ports) => Lease): Effect<boolean> =>
  pipe(
    readLease(held.uri),
    RTE.flatMap((found) =>
      O.isNone(found) || found.value.lease.holder.id !== held.id
        ? pipe(
            tellOvertaken(held, found),
            RTE.map(() => false),
          )
        : pipe(
            RTE.asks(lease),
            RTE.flatMap((changed) => write(held, changed, found)),
            RTE.flatMap((isWritten) => (isWritten ? succeed(true) : change(held, lease))),
          ),
    ),
  );

// Ends with the work, or with the lease: whoever took it over has it now, and the next conditional write of the work
// decides between the two. A store that does not answer is asked again, which may be before the lease expires.
const keep =
  (held: Held, over: AbortSignal) =>
  (ports: Ports): (() => Promise<boolean>) =>
  async () => {
    for (;;) {
      await ports.clock.sleep(renewEvery, over)();
      if (over.aborted) return true;
      const renewed = await change(held, (now) => leaseOf(held, now))(ports)();
      if (E.isRight(renewed) && !renewed.right) return false;
    }
  };

// One that cannot be given back expires.
const giveBack = (held: Held): Effect<void> =>
  pipe(
    change(held, (ports) => ({ ...leaseOf(held, ports), releasedAt: after(ports, 0) })),
    RTE.matchE(
      () => RTE.right(undefined),
      () => RTE.right(undefined),
    ),
  );

/**
 * Does the work while holding the lease on a stage, renews it meanwhile, and gives it back whatever comes of the work.
 * Fails with `StageBusy` if another runner holds it; a lease that has expired, or whose holder died on this machine, is
 * taken over.
 *
 * @example
 * holdingLease(stage, context, work)(ports)(); // right(…)
 */
export const holdingLease =
  <A>(stage: Stage, context: StageContext, work: Effect<A>): Effect<A> =>
  (ports) => {
    const uri = leaseUri(context.run, stage.name);
    const held: Held = { stage, context, uri, id: ports.processes.newId() };
    const withLease = async () => {
      const over = new AbortController();
      const working = work(ports)().finally(() => over.abort());
      const [result, isHeld] = await Promise.all([working, keep(held, over.signal)(ports)()]);
      if (isHeld) await giveBack(held)(ports)();
      return result;
    };
    return pipe(
      take(held)(ports),
      TE.flatMap(() => withLease),
    );
  };
