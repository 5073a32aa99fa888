// The program in a world in memory, and what it printed.
import { type FakeWorld, fakeWorld, type FakeWorldOptions, runId } from '@credit-risk/pipeline-worlds';
import { exampleFile } from './example.fixtures';
import { awsClients } from '../src/aws/aws-clients';
import { jsonLines } from '../src/reporting/json-lines';
import { program } from '../src/program';
import type { World } from '../src/world/world';
import * as TE from 'fp-ts/TaskEither';

export interface Ended {
  readonly exitCode: number;
  readonly stdout: readonly string[];
  readonly stderr: string;
}

export interface Subject {
  readonly cloud: FakeWorld;
  readonly files: Map<string, string>;
  readonly run: (...args: readonly string[]) => Promise<Ended>;
}

/** The program with `config.json` as its only file. */
export const subject = (
  options: FakeWorldOptions = {},
  change: (world: World) => World = (same) => same,
): Subject => {
  const cloud = fakeWorld(options);
  const files = new Map([['config.json', exampleFile]]);
  const run = async (...args: readonly string[]): Promise<Ended> => {
    const stdout: string[] = [];
    let stderr = '';
    const writeError = (text: string): void => {
      stderr += text;
    };
    const reporter = jsonLines({ write: writeError });
    const world: World = {
      ports: { ...cloud.ports, progress: reporter.progress },
      reporter,
      print: (line) => void stdout.push(line),
      writeError,
      readFile: (file) => {
        const text = files.get(file);
        return text === undefined ? TE.left('no such file') : TE.right(text);
      },
      newRunId: () => runId('made-up'),
      clients: (region) => awsClients({ requestTimeout: 1000, region }),
      environment: {},
      signals: { signal: cloud.ports.signal, force: cloud.ports.force },
      addressOf: (service) => `http://${service.toLowerCase()}.example:4566`,
    };
    const exitCode = await program(args)(change(world))();
    return { exitCode, stdout, stderr };
  };
  return { cloud, files, run };
};
