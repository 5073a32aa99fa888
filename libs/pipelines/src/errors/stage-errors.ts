// What can keep a stage from starting, or end the wait for it.
import type { StageName } from '@credit-risk/sagemaker-jobs';
import { runAgain, sameRun } from './advice';
import type { ErrorTable } from './error-table';
import { runnerText } from './runner-text';

/** Stages that must be complete first are not. */
export interface NeedsMissing {
  readonly _tag: 'NeedsMissing';
  readonly runId: string;
  readonly stage: StageName;
  readonly missing: readonly StageName[];
}

/** The stage has no work to wait for, or to stop. */
export interface NotSubmitted {
  readonly _tag: 'NotSubmitted';
  readonly runId: string;
  readonly stage: StageName;
}

/** The resource that has the name was created by another request. */
export interface RequestDiffers {
  readonly _tag: 'RequestDiffers';
  readonly stage: StageName;
  readonly name: string;
  /** Digest of the request that made it; null if it carries none. */
  readonly recorded: string | null;
  /** Digest of the request that the configuration makes now. */
  readonly asked: string;
}

/** Another runner works on the stage. */
export interface StageBusy {
  readonly _tag: 'StageBusy';
  readonly runId: string;
  readonly stage: StageName;
  /** Where that runner is. */
  readonly host: string;
  readonly processId: number;
  /** When it last renewed its lease, by its own clock: ISO 8601, UTC. */
  readonly renewedAt: string;
}

/** The wait ended before what was waited for. */
export interface WaitGaveUp {
  readonly _tag: 'WaitGaveUp';
  readonly runId: string;
  readonly stage: StageName;
  readonly name: string;
  readonly seconds: number;
  readonly lastStatus: string | null;
}

/** A stage that was interrupted. */
export interface InterruptedStage {
  readonly stage: StageName;
  /** The state of the remote work: `the job was asked to stop`, ... */
  readonly remote: string;
}

/** The caller ended the run. */
export interface Interrupted {
  readonly _tag: 'Interrupted';
  /** How far each stage had come. */
  readonly stages: readonly InterruptedStage[];
}

export type StageError = NeedsMissing | NotSubmitted | RequestDiffers | StageBusy | WaitGaveUp | Interrupted;

/** The error of one stage that was interrupted; `remote` describes the state of its remote work. */
export const interrupted = (stage: StageName, remote: string): Interrupted => ({
  _tag: 'Interrupted',
  stages: [{ stage, remote }],
});

export const stageErrors: ErrorTable<StageError> = {
  NeedsMissing: {
    severity: 'permanent',
    message: ({ stage, runId, missing }) =>
      `${stage} of run ${runId} needs ${missing.join(', ')} to be complete`,
    remedy: ({ runId, missing }) =>
      `Complete ${missing.map((stage) => `\`credit-risk wait ${stage} --run-id ${runId}\``).join(', ')} first, ${sameRun}.`,
  },
  NotSubmitted: {
    severity: 'permanent',
    message: ({ stage, runId }) => `${stage} of run ${runId} has not been submitted`,
    remedy: ({ stage, runId }) =>
      `Submit it first: credit-risk submit ${stage} --run-id ${runId}, ${sameRun}.`,
  },
  RequestDiffers: {
    severity: 'permanent',
    message: ({ stage, name, recorded, asked }) =>
      `${name} was created by another request: its digest is ${recorded ?? 'missing'}, that of ${stage} is now ${asked}`,
    remedy: 'The request has changed since then, or something else took the name: start a new run.',
  },
  StageBusy: {
    severity: 'retryable',
    message: (busy) =>
      `another runner works on ${busy.stage} of run ${busy.runId}: ${runnerText(busy)}, which last renewed its lease at ${busy.renewedAt}`,
    remedy: `Wait for it, or stop that runner. ${runAgain}`,
  },
  WaitGaveUp: {
    severity: 'retryable',
    message: ({ stage, name, seconds, lastStatus }) =>
      `waited ${seconds} s for ${stage} (${name}); its last status was ${lastStatus ?? 'never seen'}`,
    remedy: ({ stage, runId }) =>
      `The work continues: credit-risk wait ${stage} --run-id ${runId}, ${sameRun}.`,
  },
  Interrupted: {
    severity: 'interrupted',
    message: ({ stages }) =>
      `interrupted in ${stages.map(({ stage, remote }) => `${stage}: ${remote}`).join('; in ')}`,
    remedy: runAgain,
  },
};
