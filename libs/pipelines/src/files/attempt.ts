// The record of an attempt: written once, before anything is submitted, and never changed.
import { type Codec, integer, literals, object, text } from '@credit-risk/io-ts-schema';
import { stageNames, type StageName } from '@credit-risk/sagemaker-jobs';

/** An attempt at a stage. */
export interface Attempt {
  readonly attemptVersion: 1;
  readonly runId: string;
  readonly stage: StageName;
  /** From 1. */
  readonly attempt: number;
  /** The name of the resource that the attempt creates. */
  readonly name: string;
  /** SHA-256 (hex) of the request, without tags. */
  readonly requestDigest: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

export const Attempt: Codec<Attempt> = object(
  {
    attemptVersion: literals([1]),
    runId: text(),
    stage: literals(stageNames),
    attempt: integer({ minimum: 1 }),
    name: text(),
    requestDigest: text(),
    startedAt: text(),
  },
  { name: 'Attempt', description: 'An attempt at a stage of a run.' },
);
