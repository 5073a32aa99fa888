// The program: arguments and the world to an exit code.
import * as E from 'fp-ts/Either';
import type * as T from 'fp-ts/Task';
import * as TE from 'fp-ts/TaskEither';
import { CommanderError } from 'commander';
import { commandLine } from './command-line';
import type { Command } from './commands';
import { done, exitCodes } from './exit-codes';
import { renderRunnerError, type RunnerError, severityOfRunner } from './runner-error';
import { withAddress } from './unreachable';
import type { World } from './world';

// Help that was shown because no command was given; it says everything already.
const shownHelp = 'commander.help';

const failed = (cause: CommanderError): Command | number => {
  if (cause.exitCode === 0) return done;
  if (cause.code === shownHelp) return exitCodes.configuration;
  const message = cause.message.replace(/^error: /, '');
  return () => TE.left({ _tag: 'BadArguments', message });
};

// What the arguments ask for, or the exit code if that is done already.
const parse = async (world: World, args: readonly string[]): Promise<Command | number> => {
  let chosen: Command | null = null;
  const line = commandLine(world, (command) => {
    chosen = command;
  });
  try {
    await line.parseAsync([...args], { from: 'user' });
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    return failed(cause);
  }
  return chosen ?? exitCodes.configuration;
};

const tellError = (world: World, error: RunnerError): number => {
  const severity = severityOfRunner(error);
  const exitCode = exitCodes[severity];
  const message = withAddress(world, error, renderRunnerError(error));
  world.reporter.problem({ error: error._tag, severity, exitCode, message });
  return exitCode;
};

/**
 * Runs the program: its result is the exit code. It neither reads the environment nor ends the process.
 *
 * @example
 * await program(['graph', '--format', 'mermaid'])(world)(); // 0
 */
export const program =
  (args: readonly string[]) =>
  (world: World): T.Task<number> =>
  async () => {
    const parsed = await parse(world, args);
    if (typeof parsed === 'number') return parsed;
    const result = await parsed(world)();
    if (E.isLeft(result)) return tellError(world, result.left);
    world.reporter.close();
    world.print(result.right);
    return done;
  };
