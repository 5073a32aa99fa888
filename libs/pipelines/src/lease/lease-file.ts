// The file of a lease: read with its version, and written over that version only.
import { canonicalJson } from '@credit-risk/config';
import { pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as RTE from 'fp-ts/ReaderTaskEither';
import { call } from '../ports/effect';
import { Lease } from './lease';
import type { Effect, Ports } from '../ports/ports';
import { decodeFile } from '../files/run-files';
import type { Stage, StageContext } from '../pipeline/stage';

/** A lease, and the version of the file that holds it. */
export interface FoundLease {
  readonly lease: Lease;
  readonly version: string;
}

/** A lease that this runner holds, or wants to hold. */
export interface Held {
  readonly stage: Stage;
  readonly context: StageContext;
  readonly uri: string;
  readonly id: string;
}

/** The lease at a URI, if there is one. */
export const readLease = (uri: string): Effect<O.Option<FoundLease>> =>
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

/** The present moment: ISO 8601, UTC. */
export const timeOf = ({ clock }: Ports): string => new Date(clock.now()).toISOString();

/** The lease of this runner, renewed just now. */
export const leaseOf = ({ stage, context, id }: Held, ports: Ports): Lease => ({
  leaseVersion: 1,
  runId: context.run.runId,
  stage: stage.name,
  holder: { ...ports.processes.self, id },
  renewedAt: timeOf(ports),
  releasedAt: null,
});

/** False if another runner wrote since, or if only the response to our own write was lost: the next read decides. */
export const writeLease = ({ uri }: Held, lease: Lease, over: O.Option<FoundLease>): Effect<boolean> =>
  call(`write the lease ${uri}`, ({ objects }) =>
    O.isNone(over)
      ? objects.writeNew(uri, canonicalJson(lease))
      : objects.replace(uri, over.value.version, canonicalJson(lease)),
  );
