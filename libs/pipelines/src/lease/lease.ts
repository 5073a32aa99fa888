// The lease on a stage of a run: which runner works on it, so that others keep away.
import { type Codec, integer, literals, nullable, object, text } from '@credit-risk/io-ts-schema';
import { stageNames, type StageName } from '@credit-risk/sagemaker-jobs';
import type { RunnerProcess } from '../ports/processes';

/** The process that holds a lease. */
export interface Holder extends RunnerProcess {
  /** Of this one lease: a process may hold several. */
  readonly id: string;
}

/** Which runner works on a stage of a run. */
export interface Lease {
  readonly leaseVersion: 1;
  readonly runId: string;
  readonly stage: StageName;
  readonly holder: Holder;
  /** By the holder's clock, for people: ISO 8601, UTC. Each renewal changes it, and so the version of the file. */
  readonly renewedAt: string;
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
    renewedAt: text(),
    releasedAt: nullable(text()),
  },
  { name: 'Lease', description: 'Which runner works on a stage of a run.' },
);

const second = 1000;

/** How long a lease lasts without being renewed, in milliseconds. */
export const leaseDuration = 60 * second;

/** How often it is renewed, in milliseconds: five renewals may fail before it expires. */
export const renewEvery = 10 * second;

const isOfThisMachine = (holder: Holder, self: RunnerProcess): boolean =>
  holder.host === self.host && holder.processSpace === self.processSpace;

/** Whether a lease is free: its holder released it, or is known to be dead. */
export const isFree = (
  { holder, releasedAt }: Lease,
  self: RunnerProcess,
  isAlive: (process: RunnerProcess) => boolean,
): boolean => releasedAt !== null || (isOfThisMachine(holder, self) && !isAlive(holder));

/** A version of a lease, and when this runner first saw it, by its own clock. */
export interface Sight {
  readonly version: string;
  readonly since: number;
}

/** Whether a lease was not renewed for too long, by this runner's clock alone. */
export const hasExpired = (sight: Sight | null, version: string, now: number): boolean =>
  sight?.version === version && now - sight.since >= leaseDuration;
