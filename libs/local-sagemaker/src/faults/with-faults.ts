// An operation that may meet a fault.
import * as E from 'fp-ts/Either';
import type { Operation } from '../operation/operation';
import type { FaultInjector } from './fault-injector';

/** The same operation, with the faults that it is told to have. */
export const withFaults =
  (faults: FaultInjector) =>
  (operation: Operation): Operation => ({
    ...operation,
    run: (cloud, request) => async () => {
      const met = faults.next(operation.name);
      if (met === undefined) return operation.run(cloud, request)();
      await cloud.clock.sleep(met.delayMilliseconds);
      if (met.fault === undefined) return operation.run(cloud, request)();
      if (met.lostAnswer) await operation.run(cloud, request)();
      return E.left(met.fault);
    },
  });
