// The program: arguments and the world to an exit code.
import { exitCodes } from '@credit-risk/pipelines';
import { CommanderError } from 'commander';
import * as E from 'fp-ts/Either';
import type * as T from 'fp-ts/Task';
import * as TE from 'fp-ts/TaskEither';
import { commandLine } from './command-line';
import { badArguments, type CliError, renderError, severityOfError } from './world/cli-error';
import type { Command } from './world/command';
import { withAddress } from './world/unreachable';
import type { World } from './world/world';

// Help that was shown because no command was given; it says everything already.
const shownHelp = 'commander.help';

const failed = (cause: CommanderError): Command | number => {
  if (cause.exitCode === 0) return exitCodes.done;
  if (cause.code === shownHelp) return exitCodes.configuration;
  const message = cause.message.replace(/^error: /, '');
  return () => TE.left(badArguments(message));
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

const reportError = (world: World, error: CliError): number => {
  const severity = severityOfError(error);
  const exitCode = exitCodes[severity];
  const message = withAddress(world, error, renderError(error));
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
    if (E.isLeft(result)) return reportError(world, result.left);
    world.reporter.close();
    if (result.right !== '') world.print(result.right);
    return exitCodes.done;
  };
