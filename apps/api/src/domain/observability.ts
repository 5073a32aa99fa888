// Telemetry for operators. Never a client id or a feature value.
import type { ProblemKind } from '@credit-risk/scoring-contract';

/** One response in the access log and the metrics. */
export interface Access {
  /** Method and template of the path: `GET /v1/clients/{clientId}/features`. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly requestId: string;
  readonly traceId: string | null;
  readonly problem: ProblemKind | null;
}

/** Where telemetry goes. */
export interface Observability {
  readonly answered: (access: Access) => void;
  /** An unexpected error, by its type and place. */
  readonly failed: (requestId: string, cause: unknown) => void;
  /** The number of entries of the prediction log that wait after a failed delivery. */
  readonly undelivered: (entries: number) => void;
  /** Runs a step as a part of the trace. */
  readonly traced: <A>(step: string, work: () => Promise<A>) => Promise<A>;
}
