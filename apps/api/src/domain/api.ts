// The ports of the API.
import type { ApiSecurity } from '@credit-risk/scoring-contract/openapi';
import type { PredictionClient } from '@credit-risk/prediction-client';
import type { PredictionDependencies } from '@credit-risk/prediction-client/sources';
import type { Observability } from './observability';
import type { PredictionLog } from './prediction-log';

/** Everything that the API needs from outside. */
export interface Api {
  readonly predictions: PredictionClient;
  readonly dependencies: PredictionDependencies;
  readonly log: PredictionLog;
  readonly observability: Observability;
  readonly security: ApiSecurity;
  readonly version: string;
  /** Time for one request, shared by all of its calls. */
  readonly timeBudgetMilliseconds: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
  /** A file of the documentation page, gzipped; null for an unknown name. */
  readonly docsFile: (name: string) => Promise<Uint8Array<ArrayBuffer> | null>;
}
