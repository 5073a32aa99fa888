// Progress for people: one line a stage, on a terminal.
import type { ProgressEvent } from '@credit-risk/pipelines';
import { MultiBar, type SingleBar } from 'cli-progress';
import type { Reporter } from '../world/reporter';

interface Line {
  readonly bar: SingleBar;
  readonly startedAt: number;
  status: string;
  isOver: boolean;
}

const millisecondsPerSecond = 1000;
const stageWidth = 20;
const statusWidth = 28;

const statusOf = (event: ProgressEvent): string => {
  switch (event.kind) {
    case 'started':
      return 'starting';
    case 'reused':
      return 'complete already';
    case 'opened':
      return `attempt ${event.attempt}`;
    case 'attached':
    case 'observed':
      return event.status;
    case 'busy':
      return `worked on by ${event.holder}`;
    case 'overtook':
      return 'taking over';
    case 'overtaken':
      return 'overtaken';
    case 'registering':
      return `${event.clients} clients`;
    case 'clients-without-loans':
      return `${event.clients} without loans`;
    case 'completed':
      return 'Completed';
    case 'failed':
      return 'failed';
  }
};

const isLast = ({ kind }: ProgressEvent): boolean =>
  kind === 'completed' || kind === 'reused' || kind === 'failed';

const show = ({ bar, status, isOver }: Line, seconds: number): void =>
  bar.update(isOver ? 1 : 0, { status: status.padEnd(statusWidth), seconds: seconds.toFixed(0).padStart(5) });

/**
 * A reporter that draws bars.
 *
 * @param now - milliseconds since 1970
 * @example
 * progressBars(process.stderr, () => Date.now());
 */
export const progressBars = (stream: NodeJS.WritableStream, now: () => number): Reporter => {
  const bars = new MultiBar({
    format: ' {bar} {stage} {status} {seconds} s',
    barsize: 12,
    stream,
    hideCursor: true,
    linewrap: false,
  });
  const lines = new Map<string, Line>();
  const lineOf = ({ runId, stage, at }: ProgressEvent): Line => {
    const known = lines.get(stage);
    if (known !== undefined) return known;
    if (lines.size === 0) stream.write(`Run ${runId}\n`);
    const bar = bars.create(1, 0, { stage: stage.padEnd(stageWidth), status: '', seconds: '' });
    const line = { bar, startedAt: at, status: '', isOver: false };
    lines.set(stage, line);
    return line;
  };
  const redraw = (): void => {
    const at = now();
    for (const line of lines.values()) {
      if (!line.isOver) show(line, (at - line.startedAt) / millisecondsPerSecond);
    }
  };
  const timer = setInterval(redraw, millisecondsPerSecond);
  timer.unref();
  const close = (): void => {
    clearInterval(timer);
    bars.stop();
  };
  return {
    progress: (event) => () => {
      const line = lineOf(event);
      line.status = statusOf(event);
      line.isOver = isLast(event);
      const own = 'seconds' in event ? event.seconds : null;
      show(line, own ?? (event.at - line.startedAt) / millisecondsPerSecond);
      if (event.kind === 'clients-without-loans')
        bars.log(
          `${event.clients} clients of the feature group have no loan in the data: their records stay. They are named in ${event.reportUri}\n`,
        );
    },
    problem: ({ message }) => {
      close();
      stream.write(`\n${message}\n`);
    },
    notice: (text) => bars.log(`${text}\n`),
    output: (line) => void stream.write(`${line}\n`),
    close,
  };
};
