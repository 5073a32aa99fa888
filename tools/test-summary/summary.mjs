// Adds up the JUnit files of all test runners: prints `N passed, N failed`, and exits 1 if any failed or none ran.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const attribute = (tag, name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(tag)?.[1] ?? 0);

const countsOf = (xml) =>
  (xml.match(/<testsuite [^>]*>/g) ?? []).map((tag) => ({
    run: attribute(tag, 'tests') - attribute(tag, 'skipped'),
    failed: attribute(tag, 'failures') + attribute(tag, 'errors'),
  }));

export const summarise = (files) => {
  const counts = files.flatMap(countsOf);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  return { passed: counts.reduce((sum, count) => sum + count.run, 0) - failed, failed };
};

const folder = process.argv[2];
if (folder !== undefined) {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true }) : [];
  const files = names.filter((name) => String(name).endsWith('.xml'));
  const { passed, failed } = summarise(files.map((name) => readFileSync(join(folder, String(name)), 'utf8')));
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
}
