// Any run of any configuration, for property tests.
import * as fc from 'fast-check';
import { arbitraryConfig } from '@credit-risk/config/arbitrary';
import { makeRunId, type Run } from './run';

/** Any run id that `makeRunId` makes. */
export const arbitraryRunId = fc
  .tuple(fc.date({ noInvalidDate: true }), fc.string())
  .map(([date, text]) => makeRunId(date, text));

/** Any run of any configuration. */
export const arbitraryRun: fc.Arbitrary<Run> = fc.record({
  config: arbitraryConfig,
  runId: arbitraryRunId,
  attempt: fc.integer({ min: 1, max: 999 }),
});
