// The command line of the commands on runs: run, submit, wait, status, stop, graph, validate.
import { type Command as CommandLine, Option } from 'commander';
import type { RunOptions } from './commands/run';
import type { StageOptions, StageVerb } from './commands/stage';
import {
  asOfText,
  type Choose,
  configText,
  environmentText,
  loaded,
  whenBusyOption,
  withConfig,
} from './shared-options';
import type { ConfigOptions } from './world/load-config';

const descriptions: Readonly<Record<StageVerb, string>> = {
  submit: 'start a stage of a run, or find it started; does not wait',
  wait: 'wait for a stage that was submitted, and collect its result',
  status: 'show the status of a stage',
  stop: 'ask the remote work of a stage to stop',
};

const addStageCommand = (line: CommandLine, verb: StageVerb, choose: Choose): void => {
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
    .action((stage: string, options: StageOptions) =>
      choose(loaded(async () => (await import('#commands/stage')).onStage(verb, stage, options))),
    );
  if (verb === 'submit' || verb === 'wait') stageCommand.addOption(whenBusyOption());
};

const addRun = (line: CommandLine, choose: Choose): void => {
  const training = line
    .command('run')
    .description('run a whole pipeline, or resume a run')
    .command('training')
    .description('from raw loans to a live endpoint');
  withConfig(training)
    .option('--as-of <day>', asOfText)
    .option('--run-id <id>', 'the run: a new id, or the id of a run to resume (default: a new one)')
    .addOption(whenBusyOption())
    .action((options: RunOptions) =>
      choose(loaded(async () => (await import('#commands/run')).run(options))),
    );
};

const addReading = (line: CommandLine, choose: Choose): void => {
  line
    .command('graph')
    .description('print the stages and what they need of each other')
    .addOption(new Option('--format <format>', 'the format').choices(['json', 'mermaid']).default('json'))
    .action(({ format }: { format: 'json' | 'mermaid' }) =>
      choose(loaded(async () => (await import('#commands/graph')).graph(format))),
    );
  withConfig(
    line.command('validate').description('check a configuration, and name everything that is wrong with it'),
  )
    .option('--as-of <day>', asOfText)
    .action((options: ConfigOptions) =>
      choose(loaded(async () => (await import('#commands/validate')).validate(options))),
    );
};

/** Adds the commands on runs. */
export const addPipelineCommands = (line: CommandLine, choose: Choose): void => {
  addRun(line, choose);
  for (const verb of ['submit', 'wait', 'status', 'stop'] as const) addStageCommand(line, verb, choose);
  addReading(line, choose);
};
