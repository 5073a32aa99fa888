// The command line: which words and options there are. It decides what to do and does nothing itself.
import { Command as CommandLine } from 'commander';
import { helpText } from './help';
import { addOperatorCommands } from './operator-commands';
import { addPipelineCommands } from './pipeline-commands';
import type { Choose } from './shared-options';
import type { World } from './world/world';

/** The command line; `choose` is given the command that the arguments ask for. */
export const commandLine = (
  { print, writeError }: Pick<World, 'print' | 'writeError'>,
  choose: Choose,
): CommandLine => {
  const line = new CommandLine('credit-risk')
    .description(
      'Runs the credit-risk training pipeline on Amazon SageMaker, and deploys what serves its models.',
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => print(text.trimEnd()),
      writeErr: writeError,
      // The program reports errors itself, in one way for all.
      outputError: () => undefined,
    });
  addPipelineCommands(line, choose);
  addOperatorCommands(line, choose);
  line.addHelpText('afterAll', helpText);
  return line;
};
