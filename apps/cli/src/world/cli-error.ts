// What can end the program: the pipeline's errors, those of its arguments, and those of the commands for operators.
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

/** A command for operators did not come to its end; the message says what happened and what to do next. */
export interface CommandFailed {
  readonly _tag: 'CommandFailed';
  readonly severity: Severity;
  readonly message: string;
}

export type CliError = PipelineError | BadArguments | ConfigUnreadable | CommandFailed;

/** An error of the arguments. */
export const badArguments = (message: string): BadArguments => ({ _tag: 'BadArguments', message });

/** An error of a command for operators. */
export const commandFailed = (severity: Severity, message: string): CommandFailed => ({
  _tag: 'CommandFailed',
  severity,
  message,
});

/** Whether it helps to try again. */
export const severityOfError = (error: CliError): Severity => {
  switch (error._tag) {
    case 'BadArguments':
    case 'ConfigUnreadable':
      return 'configuration';
    case 'CommandFailed':
      return error.severity;
    default:
      return severityOf(error);
  }
};

/** What happened and what to do next. */
export const renderError = (error: CliError): string => {
  switch (error._tag) {
    case 'BadArguments':
      return `${error.message}. See credit-risk --help.`;
    case 'ConfigUnreadable':
      return `The configuration ${error.source} cannot be read: ${error.reason}. Check --config: a file or an s3:// URI.`;
    case 'CommandFailed':
      return error.message;
    default:
      return renderPipelineError(error);
  }
};
