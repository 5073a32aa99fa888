// Takes the lease on a stage: at once if it is free, else by watching whether its holder renews it.
import { pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as RTE from 'fp-ts/ReaderTaskEither';
import * as TE from 'fp-ts/TaskEither';
import { fail, nothing } from '../ports/effect';
import { hasExpired, isFree, type Lease, type Sight } from './lease';
import { type FoundLease, type Held, leaseOf, readLease, writeLease } from './lease-file';
import { interrupted } from '../errors/stage-errors';
import { runnerText } from '../errors/runner-text';
import type { Effect, Ports } from '../ports/ports';
import { reportProgress } from '../pipeline/report-progress';

const lookEvery = 2000;

const busy = ({ runId, stage, holder, renewedAt }: Lease): Effect<void> =>
  fail({ _tag: 'StageBusy', runId, stage, host: holder.host, processId: holder.processId, renewedAt });

// A lease that was released is free: taking it is not worth a report.
const reportOvertook = ({ stage, context }: Held, over: O.Option<FoundLease>): Effect<void> =>
  O.isNone(over) || over.value.lease.releasedAt !== null
    ? nothing
    : reportProgress(stage, context, { kind: 'overtook', holder: runnerText(over.value.lease.holder) });

const reportBusy = ({ stage, context }: Held, { holder }: Lease): Effect<void> =>
  reportProgress(stage, context, { kind: 'busy', holder: runnerText(holder) });

const put = (held: Held, over: O.Option<FoundLease>, sight: Sight | null): Effect<void> =>
  pipe(
    RTE.asks((ports: Ports) => leaseOf(held, ports)),
    RTE.flatMap((lease) => writeLease(held, lease, over)),
    RTE.flatMap((isWritten) => (isWritten ? reportOvertook(held, over) : look(held, sight))),
  );

const pause: Effect<void> = ({ clock, signal }) => TE.fromTask(clock.sleep(lookEvery, signal));

const lookAgain = (held: Held, { lease, version }: FoundLease, before: Sight | null): Effect<void> =>
  pipe(
    RTE.asks(({ clock }: Ports): Sight =>
      before?.version === version ? before : { version, since: clock.now() },
    ),
    RTE.tap(() => (before === null ? reportBusy(held, lease) : nothing)),
    RTE.tap(() => pause),
    RTE.flatMap((sight) => look(held, sight)),
  );

const look =
  (held: Held, sight: Sight | null): Effect<void> =>
  (ports) => {
    const { clock, processes, signal, whenBusy } = ports;
    if (signal.aborted && sight !== null) {
      return TE.left(interrupted(held.stage.name, 'another runner works on it and continues'));
    }
    const now = clock.now();
    const isFreeNow = ({ lease, version }: FoundLease): boolean =>
      isFree(lease, processes.self, (process) => processes.isAlive(process)()) ||
      hasExpired(sight, version, now);
    return pipe(
      readLease(held.uri),
      RTE.flatMap((found) => {
        if (O.isNone(found)) return put(held, found, sight);
        const { lease, version } = found.value;
        if (lease.holder.id === held.id) return nothing;
        if (isFreeNow(found.value)) return put(held, found, sight);
        const isRenewed = sight !== null && sight.version !== version;
        return isRenewed && whenBusy === 'fail' ? busy(lease) : lookAgain(held, found.value, sight);
      }),
    )(ports);
  };

/** Takes a lease: at once if it is free, else once it has expired. `whenBusy` decides about a lease that is renewed. */
export const takeLease = (held: Held): Effect<void> => look(held, null);
