// The options of `local-sagemaker`, decoded.
import { Command, InvalidArgumentError, Option } from 'commander';
import { defaults } from './settings';

export interface CommandLine {
  readonly port: number;
  readonly state: string;
  readonly images?: string;
  readonly faults?: string;
  readonly region: string;
  readonly accountId: string;
  readonly s3Endpoint?: string;
  readonly ministack: string;
  readonly s3Port: number;
}

const HIGHEST_PORT = 65_535;

const port = (text: string): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > HIGHEST_PORT)
    throw new InvalidArgumentError(`expected a number from 0 (a free port) to ${HIGHEST_PORT}.`);
  return value;
};
const matching =
  (pattern: RegExp, expected: string) =>
  (text: string): string => {
    if (!pattern.test(text)) throw new InvalidArgumentError(`expected ${expected}.`);
    return text;
  };

/** The program with its options; exits with 2 when they are wrong. */
export const program = (): Command =>
  new Command('local-sagemaker')
    .description('Amazon SageMaker on this machine. Prints the variables that point AWS SDKs at it.')
    .addOption(
      new Option('--port <number>', 'port on 127.0.0.1, 0 for a free one')
        .default(defaults.port)
        .argParser(port),
    )
    .option('--state <folder>', 'folder that holds all state', '.local-sagemaker')
    .option('--faults <file>', 'JSON rules of faults to inject; also set over HTTP at /_local/faults')
    .option('--images <file>', 'JSON table of the programs that stand for container images')
    .addOption(
      new Option('--region <name>', 'AWS region to simulate')
        .default(defaults.region)
        .argParser(matching(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region such as eu-west-1')),
    )
    .addOption(
      new Option('--account-id <digits>', 'AWS account to simulate')
        .default(defaults.accountId)
        .argParser(matching(/^\d{12}$/, 'twelve digits')),
    )
    .addOption(
      new Option('--s3-endpoint <url>', 'address of an S3 that runs already').argParser(
        matching(/^https?:\/\/[^/]+\/?$/, 'an address such as http://127.0.0.1:4566'),
      ),
    )
    .addOption(
      new Option('--ministack <program>', 'program that starts MiniStack, for an S3 beside it')
        .default('ministack')
        .conflicts('s3Endpoint'),
    )
    .addOption(
      new Option('--s3-port <number>', 'port of that S3 on 127.0.0.1, 0 for a free one')
        .default(0)
        .argParser(port),
    )
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
