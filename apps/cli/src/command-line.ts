// The command line: which words and options there are. It decides what to do and does nothing itself.
import { Command as CommandLine, Option } from 'commander';
import {
  type Command,
  graph,
  onStage,
  run,
  type RunOptions,
  type StageOptions,
  type StageVerb,
  validate,
} from './commands';
import { exitCodesText } from './exit-codes';
import type { World } from './world';

const configText = 'the configuration: a file, or an s3:// URI';
const asOfText = 'loan_date or one day, in place of dataset.asOf';
const whenBusyOption = (): Option =>
  new Option('--when-busy <what>', 'what to do about a stage that another runner works on')
    .choices(['fail', 'wait'])
    .default('fail');

const environmentText = "whose overlay to use (default: the file's own environment)";

const descriptions: Readonly<Record<StageVerb, string>> = {
  submit: 'start a stage of a run, or find it started; does not wait',
  wait: 'wait for a stage that was submitted, and collect its result',
  status: 'show how a stage stands',
  stop: 'ask the remote work of a stage to stop',
};

const addStageCommand = (line: CommandLine, verb: StageVerb, choose: (command: Command) => void): void => {
  const stageCommand = line
    .command(verb)
    .description(descriptions[verb])
    .argument('<stage>', 'a stage; `credit-risk graph` lists them')
    .requiredOption('--run-id <id>', 'the run')
    .option('--artifacts <uri>', 'where the files of the run are: artifactsUri of its configuration')
    .option(
      '--config <source>',
      `${configText}; get-config takes it as a whole, later stages only artifactsUri`,
    )
    .option('--environment <name>', environmentText)
    .option('--as-of <day>', `${asOfText}; for get-config`)
    .action((stage: string, options: StageOptions) => choose(onStage(verb, stage, options)));
  if (verb === 'submit' || verb === 'wait') stageCommand.addOption(whenBusyOption());
};

const addRun = (line: CommandLine, choose: (command: Command) => void): void => {
  line
    .command('run')
    .description('run a whole pipeline, or go on with a run')
    .command('training')
    .description('from raw loans to a live endpoint')
    .requiredOption('--config <source>', configText)
    .option('--environment <name>', environmentText)
    .option('--as-of <day>', asOfText)
    .option('--run-id <id>', 'the run: a new id, or the id of a run to go on with (default: a new one)')
    .addOption(whenBusyOption())
    .action((options: RunOptions) => choose(run(options)));
};

const addReading = (line: CommandLine, choose: (command: Command) => void): void => {
  line
    .command('graph')
    .description('print the stages and what they need of each other')
    .addOption(new Option('--format <format>', 'how').choices(['json', 'mermaid']).default('json'))
    .action(({ format }: { format: 'json' | 'mermaid' }) => choose(graph(format)));
  line
    .command('validate')
    .description('check a configuration, and name everything that is wrong with it')
    .requiredOption('--config <source>', configText)
    .option('--environment <name>', environmentText)
    .option('--as-of <day>', asOfText)
    .action((options: RunOptions) => choose(validate(options)));
};

/** The command line; `choose` is told what the arguments ask for. */
export const commandLine = (
  { print, complain }: Pick<World, 'print' | 'complain'>,
  choose: (command: Command) => void,
): CommandLine => {
  const line = new CommandLine('credit-risk')
    .description('Runs the credit-risk training pipeline on Amazon SageMaker.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => print(text.trimEnd()),
      writeErr: complain,
      // The program tells errors itself, in one way for all.
      outputError: () => undefined,
    });
  addRun(line, choose);
  for (const verb of ['submit', 'wait', 'status', 'stop'] as const) addStageCommand(line, verb, choose);
  addReading(line, choose);
  line.addHelpText('afterAll', exitCodesText);
  return line;
};
