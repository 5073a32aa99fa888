// The status of a processing job, and what ends it.
import type { Ending } from './job-machine';

export type ProcessingStatus = 'InProgress' | 'Stopping' | 'Completed' | 'Failed' | 'Stopped';

/** What can happen to a job: a request to stop it, and its end. */
export type ProcessingEvent = 'StopRequested' | Ending['_tag'];

const endings: Readonly<Record<Ending['_tag'], ProcessingStatus>> = {
  Succeeded: 'Completed',
  Failed: 'Failed',
  Stopped: 'Stopped',
  TimedOut: 'Stopped',
};

const isFinal = (status: ProcessingStatus): boolean => status !== 'InProgress' && status !== 'Stopping';

/** The status after an event; a final one stays what it is. */
export const afterEvent = (status: ProcessingStatus, event: ProcessingEvent): ProcessingStatus => {
  if (isFinal(status)) return status;
  return event === 'StopRequested' ? 'Stopping' : endings[event];
};
