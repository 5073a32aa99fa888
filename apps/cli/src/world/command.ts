// What a command is: an effect in the world that yields the text of standard output.
import type * as TE from 'fp-ts/TaskEither';
import type { CliError } from './cli-error';
import type { World } from './world';

/** A command with its arguments; an empty text prints nothing. */
export type Command = (world: World) => TE.TaskEither<CliError, string>;
