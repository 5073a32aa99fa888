// The command `release:check`.
import { Command } from 'commander';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderFinding } from './finding';
import { inOrder, readLibraries } from './library';
import { releaseCheck } from './release-check';
import { root } from './workspace';

const exitCodes = { done: 0, found: 1, badInput: 2, interrupted: 130 } as const;

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interruption.abort());

const verdict = (libraries: number, findings: number): string =>
  findings > 0
    ? `${findings} finding${findings === 1 ? '' : 's'}, see above.`
    : libraries === 1
      ? '1 library can be published.'
      : `All ${libraries} libraries can be published.`;

const main = async (only: readonly string[]): Promise<number> => {
  const started = Date.now();
  const say = (text: string): void => {
    const seconds = ((Date.now() - started) / 1000).toFixed(0).padStart(4);
    process.stderr.write(`${seconds} s  ${text.replaceAll('\n', '\n        ')}\n`);
  };
  const all = readLibraries(root);
  const unknown = only.filter((name) => !all.some((library) => library.name === name));
  if (unknown.length > 0) {
    say(`Unknown library ${unknown.join(', ')}. Known: ${all.map(({ name }) => name).join(', ')}.`);
    return exitCodes.badInput;
  }
  const wanted = only.length === 0 ? all : all.filter(({ name }) => only.includes(name));
  const folder = mkdtempSync(join(tmpdir(), 'release-check-'));
  try {
    const libraries = inOrder(all, wanted);
    const findings = await releaseCheck({ libraries, folder, say, signal: interruption.signal });
    for (const finding of findings) process.stderr.write(`\n${renderFinding(finding)}\n`);
    say(verdict(libraries.length, findings.length));
    return findings.length === 0 ? exitCodes.done : exitCodes.found;
  } catch (error) {
    if (interruption.signal.aborted) return exitCodes.interrupted;
    say(error instanceof Error ? error.message : String(error));
    return exitCodes.found;
  } finally {
    say('Removing the projects and the registry …');
    rmSync(folder, { recursive: true, force: true });
  }
};

const command = new Command('npm run release:check')
  .description(
    'Publishes the libraries to a registry on this machine, installs them into fresh projects and uses them',
  )
  .option('--only <library...>', 'these libraries, and those that they need')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? exitCodes.done : exitCodes.badInput))
  .action(async ({ only = [] }: { readonly only?: readonly string[] }) => {
    process.exitCode = await main(only);
  });

void command.parseAsync();
