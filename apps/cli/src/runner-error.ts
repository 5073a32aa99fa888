// What can end the program: the pipeline's errors, and those of its own arguments.
import { type PipelineError, renderPipelineError, type Severity, severityOf } from '@credit-risk/pipelines';

/** The arguments do not say what to do. */
export interface BadArguments {
  readonly _tag: 'BadArguments';
  readonly message: string;
}

/** The configuration file cannot be read. */
export interface ConfigUnreadable {
  readonly _tag: 'ConfigUnreadable';
  readonly source: string;
  readonly reason: string;
}

export type RunnerError = PipelineError | BadArguments | ConfigUnreadable;

/** Whether it helps to try again. */
export const severityOfRunner = (error: RunnerError): Severity =>
  error._tag === 'BadArguments' || error._tag === 'ConfigUnreadable' ? 'configuration' : severityOf(error);

/** What happened and what to do next. */
export const renderRunnerError = (error: RunnerError): string => {
  switch (error._tag) {
    case 'BadArguments':
      return `${error.message}. See credit-risk --help.`;
    case 'ConfigUnreadable':
      return `The configuration ${error.source} cannot be read: ${error.reason}. Check --config: a file or an s3:// URI.`;
    default:
      return renderPipelineError(error);
  }
};
