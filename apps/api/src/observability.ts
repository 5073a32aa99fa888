// What is told of the API's work to those who run it: never a client's id or a feature's value.
import type { ProblemKind } from '@credit-risk/scoring-contract';

/** One answer, as the access log and the metrics have it. */
export interface Access {
  /** Method and template of the path: `GET /v1/clients/{clientId}/features`. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly requestId: string;
  readonly traceId: string | null;
  readonly problem: ProblemKind | null;
}

/** Where it is told. */
export interface Observability {
  readonly answered: (access: Access) => void;
  /** Something that should not have happened, by its type and place. */
  readonly failed: (requestId: string, cause: unknown) => void;
  /** How many entries of the prediction log wait after a delivery that failed. */
  readonly undelivered: (entries: number) => void;
  /** Runs a step as a part of the trace. */
  readonly traced: <A>(step: string, work: () => Promise<A>) => Promise<A>;
}
