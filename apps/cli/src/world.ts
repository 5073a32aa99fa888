// Everything that the program asks of the world; `main.ts` builds the real one.
import type { Ports } from '@credit-risk/pipelines';
import type { RunId } from '@credit-risk/sagemaker-jobs';
import type * as IO from 'fp-ts/IO';
import type * as TE from 'fp-ts/TaskEither';
import type { Reporter } from './reporter';

export interface World {
  readonly ports: Ports;
  readonly reporter: Reporter;
  /** Writes a line to standard output. */
  readonly print: (line: string) => void;
  /** Writes text for people to standard error: usage and help that was not asked for. */
  readonly complain: (text: string) => void;
  /** A file's text, or why it cannot be read. */
  readonly readFile: (file: string) => TE.TaskEither<string, string>;
  readonly newRunId: IO.IO<RunId>;
  /** Where a service is, for errors: `http://127.0.0.1:4566`, or `AWS in region eu-west-1`. */
  readonly addressOf: (service: Service) => string;
}

export type Service = 'S3' | 'SageMaker';
