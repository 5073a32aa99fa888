// The command line of the commands around runs: deploy, down, erase-client, token.
import { type Command as CommandLine, Option } from 'commander';
import type { DeployOptions } from './commands/deploy/deploy';
import type { DownOptions } from './commands/down/down';
import type { EraseOptions } from './commands/erase-client/erase-client';
import type { TokenOptions } from './commands/token/token';
import { type Choose, loaded, withConfig } from './shared-options';

// The name that the option had before all commands had one style.
interface FormerName {
  readonly env?: string;
}

const collect = (one: string, before: readonly string[]): readonly string[] => [...before, one];

const addDeploy = (line: CommandLine, choose: Choose): void => {
  withConfig(
    line
      .command('deploy')
      .description(
        'deploy buckets, roles, the scoring API and its prediction log to AWS, or to a local cloud',
      ),
  )
    .addOption(new Option('--env <name>').hideHelp())
    .option('--parameters <NAME=VALUE>', "a parameter of the API's template; may be repeated", collect, [])
    .option('--bootstrap', 'first make what the CDK needs in the account')
    .option('--import-existing', 'make buckets and roles that exist already part of the stacks')
    .option('--api-only', 'leave out the stack of buckets, key and roles')
    .option('--diff', 'show what would change, and change nothing')
    .action(({ env, ...options }: DeployOptions & FormerName) =>
      choose(
        loaded(async () =>
          (await import('#commands/deploy/deploy')).deploy({
            ...(env !== undefined && { environment: env }),
            ...options,
          }),
        ),
      ),
    );
};

const addDown = (line: CommandLine, choose: Choose): void => {
  withConfig(
    line
      .command('down')
      .description('delete what runs and deployments of a configuration made; lists what stays'),
  )
    .option('--runs-only', 'delete endpoints, endpoint configurations and models, and keep the stacks')
    .action((options: DownOptions) =>
      choose(loaded(async () => (await import('#commands/down/down')).down(options))),
    );
};

const addErase = (line: CommandLine, choose: Choose): void => {
  withConfig(
    line
      .command('erase-client')
      .description(
        'erase one client from the Feature Store, online and offline, and from the prediction log',
      ),
  )
    .requiredOption('--client <id>', 'the client to erase')
    .option('--prediction-log <uri>', 'the prediction log: s3://bucket/prefix/')
    .action((options: EraseOptions) =>
      choose(loaded(async () => (await import('#commands/erase-client/erase-client')).eraseClient(options))),
    );
};

const addToken = (line: CommandLine, choose: Choose): void => {
  line
    .command('token')
    .description('print an access token for the scoring API, by the grant client_credentials')
    .requiredOption('--source <file>', 'a JSON file with tokenUrl, clientId, clientSecret and scopes')
    .action((options: TokenOptions) =>
      choose(loaded(async () => (await import('#commands/token/token')).token(options))),
    );
};

/** Adds the commands around runs. */
export const addOperatorCommands = (line: CommandLine, choose: Choose): void => {
  addDeploy(line, choose);
  addDown(line, choose);
  addErase(line, choose);
  addToken(line, choose);
};
