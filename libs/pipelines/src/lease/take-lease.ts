// Getting the lease on a stage: at once if it is nobody's, else by watching whether its holder renews it.
import { pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as RTE from 'fp-ts/ReaderTaskEither';
import * as TE from 'fp-ts/TaskEither';
import { fail, nothing } from '../ports/effect';
import { hasExpired, isFree, type Lease, type Sight } from './lease';
import { type FoundLease, type Held, leaseOf, readLease, writeLease } from './lease-file';
import { interrupted } from '../errors/interrupted';
import { runnerText } from '../errors/runner-text';
import type { Effect, Ports } from '../ports/ports';
import { tell } from '../pipeline/tell';

const lookEvery = 2000;

const busy = ({ runId, stage, holder, renewedAt }: Lease): Effect<void> =>
  fail({ _tag: 'StageBusy', runId, stage, host: holder.host, processId: holder.processId, renewedAt });

// One that was given back is nobody's, and nothing to tell of.
const tellOvertook = ({ stage, context }: Held, over: O.Option<FoundLease>): Effect<void> =>
  O.isNone(over) || over.value.lease.releasedAt !== null
    ? nothing
    : tell(stage, context, { kind: 'overtook', holder: runnerText(over.value.lease.holder) });

const tellBusy = ({ stage, context }: Held, { holder }: Lease): Effect<void> =>
  tell(stage, context, { kind: 'busy', holder: runnerText(holder) });

const put = (held: Held, over: O.Option<FoundLease>, sight: Sight | null): Effect<void> =>
  pipe(
    RTE.asks((ports: Ports) => leaseOf(held, ports)),
    RTE.flatMap((lease) => writeLease(held, lease, over)),
    RTE.flatMap((isWritten) => (isWritten ? tellOvertook(held, over) : look(held, sight))),
  );

const pause: Effect<void> = ({ clock, signal }) => TE.fromTask(clock.sleep(lookEvery, signal));

const lookAgain = (held: Held, { lease, version }: FoundLease, before: Sight | null): Effect<void> =>
  pipe(
    RTE.asks(({ clock }: Ports): Sight =>
      before?.version === version ? before : { version, since: clock.now() },
    ),
    RTE.tap(() => (before === null ? tellBusy(held, lease) : nothing)),
    RTE.tap(() => pause),
    RTE.flatMap((sight) => look(held, sight)),
  );

const look =
  (held: Held, sight: Sight | null): Effect<void> =>
  (ports) => {
    const { clock, processes, signal, whenBusy } = ports;
    if (signal.aborted && sight !== null) {
      return TE.left(interrupted(held.stage.name, 'it is worked on by another runner, and goes on'));
    }
    const now = clock.now();
    const isNobodys = ({ lease, version }: FoundLease): boolean =>
      isFree(lease, processes.self, (process) => processes.isAlive(process)()) ||
      hasExpired(sight, version, now);
    return pipe(
      readLease(held.uri),
      RTE.flatMap((found) => {
        if (O.isNone(found)) return put(held, found, sight);
        const { lease, version } = found.value;
        if (lease.holder.id === held.id) return nothing;
        if (isNobodys(found.value)) return put(held, found, sight);
        const isRenewed = sight !== null && sight.version !== version;
        return isRenewed && whenBusy === 'fail' ? busy(lease) : lookAgain(held, found.value, sight);
      }),
    )(ports);
  };

/**
 * Takes a lease: one that is nobody's at once, one that is not renewed when it has expired. One that is renewed is somebody's:
 * then `whenBusy` decides.
 */
export const takeLease = (held: Held): Effect<void> => look(held, null);
