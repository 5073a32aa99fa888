// Everything that the program asks of the world; `main.ts` builds the real one.
import type { Ports } from '@credit-risk/pipelines';
import type { RunId } from '@credit-risk/sagemaker-jobs';
import type * as IO from 'fp-ts/IO';
import type * as TE from 'fp-ts/TaskEither';
import type { AwsClients, Service } from '../aws/aws-clients';
import type { Reporter } from './reporter';

/** Ends a command: `signal` asks it to stop in order, `force` ends it at once. */
export type AbortSignals = Pick<Ports, 'signal' | 'force'>;

export interface World {
  /** The ports of the pipeline. */
  readonly ports: Ports;
  /** The AWS clients of the other commands; the region is the environment's, or else the one given. */
  readonly clients: (region: string) => AwsClients;
  readonly reporter: Reporter;
  /** Writes a line to standard output. */
  readonly print: (line: string) => void;
  /** Writes text for people to standard error: usage, and help that was not asked for. */
  readonly writeError: (text: string) => void;
  /** A file's text, or why it cannot be read. */
  readonly readFile: (file: string) => TE.TaskEither<string, string>;
  readonly newRunId: IO.IO<RunId>;
  /** Address of a service, for errors: `http://127.0.0.1:4566`, or `AWS in region eu-west-1`. */
  readonly addressOf: (service: Service) => string;
  /** The variables of the process, which programs that it starts are given. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signals: AbortSignals;
}
