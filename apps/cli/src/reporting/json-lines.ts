// Progress for machines: one JSON object a line.
import type { ProgressEvent } from '@credit-risk/pipelines';
import { type DestinationStream, pino } from 'pino';
import type { Reporter } from '../world/reporter';

const texts: Readonly<Record<ProgressEvent['kind'], string>> = {
  started: 'stage started',
  reused: 'stage is complete already',
  opened: 'attempt opened',
  attached: 'attempt found',
  busy: 'another runner works on the stage',
  overtook: 'took over the lease of a runner that is gone',
  overtaken: 'another runner took over the lease of this one',
  observed: 'looked',
  registering: 'registering features',
  'clients-without-loans': 'the feature group has clients who have no loan in the data',
  completed: 'stage completed',
  failed: 'stage failed',
};

/**
 * A reporter that writes JSON lines.
 *
 * @example
 * jsonLines({ write: (line) => process.stderr.write(line) });
 */
export const jsonLines = (destination: DestinationStream): Reporter => {
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  const lastStatus = new Map<string, string>();
  const isNews = (event: ProgressEvent): boolean => {
    if (event.kind !== 'observed') return true;
    if (lastStatus.get(event.stage) === event.status) return false;
    lastStatus.set(event.stage, event.status);
    return true;
  };
  return {
    progress: (event) => () => {
      if (!isNews(event)) return;
      const { at, kind, ...fields } = event;
      if (kind === 'failed') log.error({ event: kind, at, ...fields }, texts[kind]);
      else if (kind === 'clients-without-loans') log.warn({ event: kind, at, ...fields }, texts[kind]);
      else log.info({ event: kind, at, ...fields }, texts[kind]);
    },
    problem: ({ message, ...fields }) => log.error(fields, message),
    notice: (text) => log.warn(text),
    output: (line) => log.info(line),
    close: () => undefined,
  };
};
