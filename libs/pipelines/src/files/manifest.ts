// The result of a completed stage with its origin: the file that later stages read.
import {
  type Codec,
  integer,
  literals,
  nullable,
  number,
  object,
  record,
  text,
} from '@credit-risk/io-ts-schema';
import { stageNames, type StageName } from '@credit-risk/sagemaker-jobs';
import { Lineage } from './lineage';
import { Metrics } from './metrics';

/** The result of a completed stage. */
export interface Manifest {
  readonly manifestVersion: 1;
  readonly runId: string;
  readonly stage: StageName;
  readonly attempt: number;
  readonly status: 'Completed';
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** SHA-256 (hex) of the request, without tags. */
  readonly requestDigest: string;
  /** The job, model, group or endpoint that the stage made; the ARN where it has one. */
  readonly resource: { readonly name: string; readonly arn: string | null };
  /** URIs and names that the stage read, by role. */
  readonly inputs: Readonly<Record<string, string>>;
  /** URIs and names that the stage made, by role. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly metrics: Metrics | null;
  readonly lineage: Lineage;
}

const texts = record(text(), text());

export const Manifest: Codec<Manifest> = object(
  {
    manifestVersion: literals([1]),
    runId: text(),
    stage: literals(stageNames),
    attempt: integer({ minimum: 1 }),
    status: literals(['Completed']),
    startedAt: text(),
    endedAt: text(),
    requestDigest: text(),
    resource: object({ name: text(), arn: nullable(text()) }),
    inputs: texts,
    outputs: texts,
    counts: record(text(), number()),
    metrics: nullable(Metrics),
    lineage: Lineage,
  },
  { name: 'Manifest', description: 'The result of a completed stage of a run.' },
);

const millisecondsPerSecond = 1000;

/** How long the stage took, from its attempt to its result, in seconds. */
export const secondsOf = ({ startedAt, endedAt }: Manifest): number =>
  (Date.parse(endedAt) - Date.parse(startedAt)) / millisecondsPerSecond;
