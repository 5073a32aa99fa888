// The command line of the CDK, on templates that are made already.
import type * as TE from 'fp-ts/TaskEither';
import { dirname, join } from 'node:path';
import { deployError, type DeployError } from './deploy-error';
import { type Program, runProgram } from './run-program';

/** Where it works, and on which cloud. */
export interface CdkSettings extends Pick<Program, 'environment' | 'show' | 'signal'> {
  /** Folder for whatever the CDK keeps. */
  readonly workFolder: string;
}

const program = join(dirname(require.resolve('aws-cdk/package.json')), 'bin', 'cdk');

const passing =
  /Throttl|TooManyRequests|Rate exceeded|RequestLimitExceeded|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|socket hang up|ServiceUnavailable|InternalFailure/;

// What the CDK says, too, where the address of the cloud does not answer.
const anonymous = /no credentials have been configured/;

const failed = (tail: string): DeployError => {
  if (anonymous.test(tail))
    return deployError(
      'permanent',
      'The cloud does not know who asks: give credentials, such as AWS_PROFILE, and see that AWS_ENDPOINT_URL, where it is set, answers.',
    );
  return passing.test(tail)
    ? deployError(
        'retryable',
        'The cloud did not answer, or asked to come back later: see above, and try again.',
      )
    : deployError(
        'permanent',
        'The CDK failed, see above. An account that the CDK never deployed to needs --bootstrap once.',
      );
};

/** Runs a command of the CDK. */
export const cdk = (
  { environment, show, signal, workFolder }: CdkSettings,
  args: readonly string[],
): TE.TaskEither<DeployError, void> =>
  runProgram(
    {
      args: [program, ...args, '--no-notices', '--ci'],
      folder: workFolder,
      environment: {
        ...environment,
        // Nothing is told to anybody, and nothing is left in the home folder.
        CDK_DISABLE_CLI_TELEMETRY: 'true',
        CDK_HOME: join(workFolder, 'home'),
        NODE_NO_WARNINGS: '1',
      },
      show,
      signal,
    },
    failed,
  );
