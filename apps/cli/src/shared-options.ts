// Options and types that several commands have: one name and one text for each.
import { type Command as CommandLine, Option } from 'commander';
import type { Command } from './world/command';

/** Takes the command that the arguments ask for. */
export type Choose = (command: Command) => void;

/** `--config`. */
export const configText = 'the configuration: a file, or an s3:// URI';

/** `--environment`. */
export const environmentText = "the overlay to use (default: the file's own environment)";

/** `--as-of`. */
export const asOfText = 'loan_date or one day, in place of dataset.asOf';

/** `--when-busy`. */
export const whenBusyOption = (): Option =>
  new Option('--when-busy <action>', 'what to do about a stage that another runner works on')
    .choices(['fail', 'wait'])
    .default('fail');

/** Adds the options that name a configuration. */
export const withConfig = (line: CommandLine): CommandLine =>
  line.requiredOption('--config <source>', configText).option('--environment <name>', environmentText);

/** A command whose code is loaded when it is run: no command pays for the modules of another. */
export const loaded =
  (load: () => Promise<Command>): Command =>
  (world) =>
  async () =>
    (await load())(world)();
