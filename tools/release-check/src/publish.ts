// Publishes the tarballs to a registry, each after those that it needs.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from './finding';
import { run } from './program';
import { npmrcOf, type Registry } from './registry';
import type { Tarball } from './tarball';

export const publish = async (
  tarballs: readonly Tarball[],
  registry: Registry,
  folder: string,
  signal: AbortSignal,
): Promise<readonly Finding[]> => {
  writeFileSync(join(folder, '.npmrc'), npmrcOf(registry));
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const findings: Finding[] = [];
  for (const { library, file } of tarballs) {
    const done = await run('npm', ['publish', file, '--access', 'public', '--loglevel=error'], {
      cwd: folder,
      signal,
    });
    if (done.exitCode !== 0)
      findings.push({
        library: library.name,
        check: 'publish',
        what: done.printed,
        advice: 'npm publish refused the tarball.',
      });
  }
  return findings;
};
