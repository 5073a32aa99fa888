import * as fc from 'fast-check';
import { afterEvent, type ProcessingEvent, type ProcessingStatus } from './processing-progress';
import {
  advance,
  isFinal,
  jobStatus,
  nextStatuses,
  saying,
  started,
  type SecondaryStatus,
} from './training-progress';

const processingEvents: readonly ProcessingEvent[] = [
  'StopRequested',
  'Succeeded',
  'Failed',
  'Stopped',
  'TimedOut',
];
const finals: readonly ProcessingStatus[] = ['Completed', 'Failed', 'Stopped'];
const trainingStatuses: readonly SecondaryStatus[] = [
  'Starting',
  'Downloading',
  'Training',
  'Stopping',
  'Uploading',
  'Completed',
  'Failed',
  'Stopped',
  'MaxRuntimeExceeded',
];

describe('the status of a processing job', () => {
  it('is final once it is, whatever is reported afterwards', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...processingEvents)),
        fc.constantFrom(...finals),
        (events, final) => {
          expect(events.reduce(afterEvent, final)).toBe(final);
        },
      ),
    );
  });

  it('never goes from Stopping back to InProgress, and every end is an end', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...processingEvents)), (events) => {
        const status = events.reduce<ProcessingStatus>(afterEvent, 'InProgress');
        const isAsked = events.includes('StopRequested');
        const isOver = events.some((event) => event !== 'StopRequested');
        expect(finals.includes(status)).toBe(isOver);
        if (!isOver) expect(status).toBe(isAsked ? 'Stopping' : 'InProgress');
      }),
    );
  });
});

describe('the secondary status of a training job', () => {
  const walks = fc.array(fc.constantFrom(...trainingStatuses), { maxLength: 30 });
  const walk = (statuses: readonly SecondaryStatus[]) =>
    statuses.reduce((progress, status, at) => advance(progress, status, at + 1), started(0));

  it('takes only steps that are allowed, and none after a final one', () => {
    fc.assert(
      fc.property(walks, fc.constantFrom(...trainingStatuses), (statuses, next) => {
        const before = walk(statuses);
        const after = advance(before, next, 100);
        const isAllowed = nextStatuses[before.status].includes(next);
        expect(after.status).toBe(isAllowed ? next : before.status);
        if (isFinal(before.status)) expect(after).toBe(before);
      }),
    );
  });

  it('has one transition a status, one after the other, of which only the last may be open', () => {
    fc.assert(
      fc.property(walks, (statuses) => {
        const { status, transitions } = walk(statuses);
        const names = transitions.map(({ Status }) => Status);
        expect(new Set(names).size).toBe(names.length);
        expect(names.at(-1)).toBe(status);
        transitions.forEach(({ EndTime }, at) => {
          const next = transitions[at + 1];
          if (next !== undefined) expect(EndTime).toBe(next.StartTime);
          else expect(EndTime !== undefined).toBe(isFinal(status));
        });
      }),
    );
  });

  it('is the job final exactly when it is', () => {
    for (const status of trainingStatuses) expect(jobStatus(status) !== undefined).toBe(isFinal(status));
  });

  it('says nothing new once it is final', () => {
    fc.assert(
      fc.property(walks, (statuses) => {
        const progress = walk(statuses);
        const said = saying(progress, 'other words').transitions.at(-1)?.StatusMessage;
        expect(said === 'other words').toBe(!isFinal(progress.status));
      }),
    );
  });
});
