// Whether the API is live, and ready with what it depends on.
import { literals, object } from '@credit-risk/io-ts-schema';
import type { TypeOf } from 'io-ts';

const Status = literals(['pass', 'fail']);
const Check = object({ status: Status }, { name: 'HealthCheck', open: true });

/** Codec of the state of the API: a response of any status shows that it is live. */
export const Health = object(
  {
    status: literals(['pass', 'fail'], { description: 'pass: ready for requests' }),
    checks: object({ featureStore: Check, endpoint: Check }, { open: true }),
  },
  { name: 'Health', open: true },
);

/** The state of the API. */
export type Health = TypeOf<typeof Health>;
