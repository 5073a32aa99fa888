// The command line of `npm run deploy`: which options there are, and what they ask for.
import { Command } from 'commander';
import { exitCodes } from './deploy-error';

/** What is asked for. */
export interface Asked {
  readonly action: 'deploy' | 'diff' | 'destroy';
  readonly config: string;
  readonly env?: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly bootstrap: boolean;
  readonly importExisting: boolean;
}

interface Options {
  readonly config: string;
  readonly env?: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly bootstrap: boolean;
  readonly importExisting: boolean;
  readonly diff: boolean;
  readonly destroy: boolean;
}

const parameter = (text: string, before: Readonly<Record<string, string>>) => {
  const [, name, value] = /^(\w+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new Error(`--parameters is ${JSON.stringify(text)}; expected NAME=VALUE`);
  return { ...before, [name]: value };
};

const help = `
Exit codes:
  ${exitCodes.done}    done
  ${exitCodes.configuration}    bad arguments or configuration: correct them
  ${exitCodes.permanent}    failed for good: the same call fails again until its cause is gone
  ${exitCodes.retryable}    failed, worth retrying: throttled, no answer, a fault of the service
  ${exitCodes.interrupted}  interrupted; the cloud goes on with what it was told

The last line of standard output is one JSON object; everything else goes to standard error. Where AWS is, and who asks, is
taken from the environment, as by every AWS SDK: AWS_PROFILE, AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME, ...
`;

/** The command line; `example` is the configuration that serves where none is given. */
export const commandLine = (example: string, choose: (asked: Asked) => void): Command =>
  new Command('deploy')
    .description(
      'Deploys buckets, roles, the scoring API and its prediction log to AWS, or to a local cloud.',
    )
    .option('--config <file>', 'the configuration', example)
    .option('--env <name>', "whose overlay of the configuration to use (default: the file's own environment)")
    .option('--parameters <NAME=VALUE>', "a parameter of the API's template; may be repeated", parameter, {})
    .option('--bootstrap', 'make what the CDK needs in the account first', false)
    .option(
      '--import-existing',
      'let buckets and roles that are there already become part of the stacks',
      false,
    )
    .option('--diff', 'show what would change, and change nothing', false)
    .option('--destroy', 'delete the stacks; buckets and their keys stay', false)
    .addHelpText('after', help)
    .exitOverride()
    .action(({ diff, destroy, ...options }: Options) => {
      choose({ ...options, action: destroy ? 'destroy' : diff ? 'diff' : 'deploy' });
    });
