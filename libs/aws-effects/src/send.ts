// An AWS command as an effect.
import * as TE from 'fp-ts/TaskEither';
import type { AwsError } from './aws-error';
import { toAwsError } from './classify';

/** A command of the AWS SDK for JavaScript v3, as far as its types matter here. */
export interface AwsCommand {
  readonly input: object;
  readonly resolveMiddleware: (...settings: never) => (call: never) => Promise<{ readonly output: unknown }>;
}

/** The response of a command. */
export type OutputOf<C extends AwsCommand> = Awaited<
  ReturnType<ReturnType<C['resolveMiddleware']>>
>['output'];

/** A client that can send the command. */
export interface AwsClient<C extends AwsCommand> {
  readonly send: (command: C, options?: { readonly abortSignal?: AbortSignal }) => Promise<OutputOf<C>>;
}

/** How a call without a response ends. */
export interface SendOptions {
  /** Aborted when the caller no longer wants the response: the call is then `Cancelled`. */
  readonly signal?: AbortSignal;
  /** Milliseconds after which the call, with all tries of the SDK, is `Unavailable`; a minute by default. */
  readonly giveUpAfter?: number;
}

const millisecondsPerSecond = 1000;
const aMinute = 60 * millisecondsPerSecond;

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

// The SDK heeds a signal while it waits for a response, but neither between two tries nor while it looks for credentials.
const orEnded = <A>(
  ask: (signal: AbortSignal) => Promise<A>,
  { signal, giveUpAfter = aMinute }: SendOptions,
): Promise<A> =>
  new Promise((resolve, reject) => {
    const ending = new AbortController();
    const cancel = (): void => end(named('AbortError', 'the caller ended the call'));
    const giveUp = (): void =>
      end(named('TimeoutError', `no response within ${giveUpAfter / millisecondsPerSecond} s`));
    const timer = setTimeout(giveUp, giveUpAfter);
    const forget = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    };
    const end = (reason: Error): void => {
      forget();
      ending.abort();
      reject(reason);
    };
    signal?.addEventListener('abort', cancel);
    if (signal?.aborted === true) return cancel();
    ask(ending.signal).then(resolve, reject).finally(forget);
  });

const operationOf = (command: object): string => command.constructor.name.replace(/Command$/, '');

/**
 * Sends a command. Nothing happens before the effect is run; each run sends again. Single calls are retried by
 * the SDK alone (its `maxAttempts` and `retryMode`), within the time of the call: none lasts for ever.
 *
 * @example
 * send(client, new DescribeModelCommand({ ModelName: 'm' })); // TaskEither<AwsError, DescribeModelCommandOutput>
 */
export const send = <C extends AwsCommand>(
  client: AwsClient<NoInfer<C>>,
  command: C,
  options: SendOptions = {},
): TE.TaskEither<AwsError, OutputOf<C>> =>
  TE.tryCatch(
    () => orEnded((signal) => client.send(command, { abortSignal: signal }), options),
    toAwsError(operationOf(command)),
  );
