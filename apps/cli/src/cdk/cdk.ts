// The command line of the CDK, on templates that are made already.
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { join } from 'node:path';
import { type CliError, commandFailed } from '../world/cli-error';
import type { World } from '../world/world';
import type { Prepared } from './prepare';
import { type Ended, runProgram } from './run-program';

const passing =
  /Throttl|TooManyRequests|Rate exceeded|RequestLimitExceeded|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|socket hang up|ServiceUnavailable|InternalFailure/;

// The CDK writes this, too, if the address of the cloud does not respond.
const anonymous = /no credentials have been configured/;

const failure = (tail: string): CliError => {
  if (anonymous.test(tail))
    return commandFailed(
      'permanent',
      'AWS rejected the credentials. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; if AWS_ENDPOINT_URL is set, check that it responds.',
    );
  return passing.test(tail)
    ? commandFailed('retryable', 'AWS did not respond, or throttled the calls: see above, and try again.')
    : commandFailed(
        'permanent',
        'The CDK failed, see above. An account needs --bootstrap once, before its first deployment.',
      );
};

/** Runs a command of the CDK; all that it writes goes to standard error. */
export const cdk = (
  { reporter, signals }: World,
  { checkout, environment, workFolder }: Prepared,
  args: readonly string[],
): TE.TaskEither<CliError, void> =>
  pipe(
    runProgram({
      args: [checkout.cdk, ...args, '--no-notices', '--ci'],
      folder: workFolder,
      environment: {
        ...environment,
        // The CDK reports nothing to its makers, and leaves nothing in the home folder.
        CDK_DISABLE_CLI_TELEMETRY: 'true',
        CDK_HOME: join(workFolder, 'home'),
        NODE_NO_WARNINGS: '1',
      },
      showError: reporter.output,
      showOutput: reporter.output,
      signals,
    }),
    TE.flatMapEither(({ exitCode, tail }: Ended) =>
      exitCode === 0 ? E.right(undefined) : E.left(failure(tail)),
    ),
  );
