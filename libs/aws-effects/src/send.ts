// An AWS command as an effect.
import * as TE from 'fp-ts/TaskEither';
import type { AwsError } from './aws-error';
import { toAwsError } from './classify';

/** A command of the AWS SDK for JavaScript v3, as far as its types matter here. */
export interface AwsCommand {
  readonly input: object;
  readonly resolveMiddleware: (...settings: never) => (call: never) => Promise<{ readonly output: unknown }>;
}

/** What a command's answer is. */
export type OutputOf<C extends AwsCommand> = Awaited<
  ReturnType<ReturnType<C['resolveMiddleware']>>
>['output'];

/** A client that can send the command. */
export interface AwsClient<C extends AwsCommand> {
  readonly send: (command: C, options?: { readonly abortSignal?: AbortSignal }) => Promise<OutputOf<C>>;
}

/** How a call can be ended from outside. */
export interface SendOptions {
  readonly signal?: AbortSignal;
}

const operationOf = (command: object): string => command.constructor.name.replace(/Command$/, '');

/**
 * Sends a command. Nothing happens before the effect is run; each run sends again. Single calls are retried by
 * the SDK alone (its `maxAttempts` and `retryMode`).
 *
 * @example
 * send(client, new DescribeModelCommand({ ModelName: 'm' })); // TaskEither<AwsError, DescribeModelCommandOutput>
 */
export const send = <C extends AwsCommand>(
  client: AwsClient<NoInfer<C>>,
  command: C,
  { signal }: SendOptions = {},
): TE.TaskEither<AwsError, OutputOf<C>> =>
  TE.tryCatch(
    () => client.send(command, signal === undefined ? {} : { abortSignal: signal }),
    toAwsError(operationOf(command)),
  );
