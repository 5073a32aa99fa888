// An operation that may meet a fault.
import * as E from 'fp-ts/Either';
import type { Clock } from '../machine/clock';
import type { Operation } from '../protocol/operation';
import type { FaultInjector } from './fault-injector';

/** The same operation, with injected faults. */
export const withFaults =
  (faults: FaultInjector, clock: Pick<Clock, 'sleep'>) =>
  (operation: Operation): Operation => ({
    ...operation,
    run: (request) => async () => {
      const met = faults.next(operation.name);
      if (met === undefined) return operation.run(request)();
      await clock.sleep(met.delayMilliseconds);
      if (met.fault === undefined) return operation.run(request)();
      if (met.lostResponse) await operation.run(request)();
      return E.left(met.fault);
    },
  });
