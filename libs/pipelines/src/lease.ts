// The lease on a stage of a run: who works on it, and until when others keep away.
import { type Codec, integer, literals, nullable, object, text } from '@credit-risk/io-ts-schema';
import { outputUris, type Run, stageNames, type StageName } from '@credit-risk/sagemaker-jobs';
import type { RunnerProcess } from './processes';

/** The process that holds a lease. */
export interface Holder extends RunnerProcess {
  /** Of this one lease: a process may hold several. */
  readonly id: string;
}

/** Who works on a stage of a run. */
export interface Lease {
  readonly leaseVersion: 1;
  readonly runId: string;
  readonly stage: StageName;
  readonly holder: Holder;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
  /** ISO 8601, UTC; null while it is held. */
  readonly releasedAt: string | null;
}

export const Lease: Codec<Lease> = object(
  {
    leaseVersion: literals([1]),
    runId: text(),
    stage: literals(stageNames),
    holder: object({
      host: text(),
      processSpace: nullable(text()),
      processId: integer({ minimum: 0 }),
      processStart: nullable(text()),
      id: text(),
    }),
    expiresAt: text(),
    releasedAt: nullable(text()),
  },
  { name: 'Lease', description: 'Who works on a stage of a run.' },
);

const second = 1000;

/** How long a lease lasts without being renewed, in milliseconds. */
export const leaseDuration = 60 * second;

/** How often it is renewed, in milliseconds: two renewals may fail before it expires. */
export const renewEvery = 20 * second;

/** Where the lease on a stage is. */
export const leaseUri = (run: Run, stage: StageName): string =>
  outputUris(run)
    .manifest(stage)
    .replace(/[^/]*$/, 'lease.json');

const isOfThisMachine = (holder: Holder, self: RunnerProcess): boolean =>
  holder.host === self.host && holder.processSpace === self.processSpace;

/** Whether a lease keeps others away: its holder has not given it back, and is not known to be dead. */
export const isLive = (
  { holder, expiresAt, releasedAt }: Lease,
  now: number,
  self: RunnerProcess,
  isAlive: (process: RunnerProcess) => boolean,
): boolean =>
  releasedAt === null && now < Date.parse(expiresAt) && (!isOfThisMachine(holder, self) || isAlive(holder));

/** A holder as people find it: `process 4711 on worker-1`. */
export const holderText = ({ host, processId }: Pick<RunnerProcess, 'host' | 'processId'>): string =>
  `process ${processId} on ${host}`;
