// The events that a run reports. None names a client or holds a value of one.
import type { StageName } from '@credit-risk/sagemaker-jobs';
import type * as IO from 'fp-ts/IO';

/** Something that happened to a stage. */
export type ProgressEvent = {
  readonly runId: string;
  readonly stage: StageName;
  /** Milliseconds since 1970. */
  readonly at: number;
} & (
  | { readonly kind: 'started' }
  /** The stage is complete already: its manifest is used. */
  | { readonly kind: 'reused'; readonly seconds: number }
  | { readonly kind: 'opened'; readonly attempt: number; readonly name: string }
  /** The attempt that an earlier call opened continues. */
  | { readonly kind: 'attached'; readonly attempt: number; readonly name: string; readonly status: string }
  /** Another runner has the lease: it is watched. */
  | { readonly kind: 'busy'; readonly holder: string }
  /** This runner took over the lease of a runner that is dead or did not renew it. */
  | { readonly kind: 'overtook'; readonly holder: string }
  /** Another runner took the lease of this one, which continues: the next conditional write decides. */
  | { readonly kind: 'overtaken'; readonly holder: string }
  | { readonly kind: 'observed'; readonly status: string }
  | { readonly kind: 'registering'; readonly clients: number; readonly written: number }
  /** The store has records of clients who have no loan in the data; the report names them. */
  | { readonly kind: 'clients-without-loans'; readonly clients: number; readonly reportUri: string }
  | { readonly kind: 'completed'; readonly seconds: number }
  | { readonly kind: 'failed'; readonly message: string }
);

/** Receives the events. */
export type Progress = (event: ProgressEvent) => IO.IO<void>;
