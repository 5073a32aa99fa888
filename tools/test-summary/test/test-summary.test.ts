import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const summaryOf = (files: Readonly<Record<string, string>>) => {
  const folder = mkdtempSync(join(tmpdir(), 'summary-'));
  mkdirSync(join(folder, 'deep'));
  Object.entries(files).forEach(([name, text]) => writeFileSync(join(folder, name), text));
  const run = spawnSync(process.execPath, [join(__dirname, '..', 'summary.mjs'), folder], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return run;
};

const jestReport =
  '<testsuites name="jestReport tests" tests="3" failures="0" errors="0"><testsuite name="a" errors="0" failures="0" skipped="0" tests="1"></testsuite><testsuite name="b" errors="0" failures="0" skipped="0" tests="2"></testsuite></testsuites>';
const pytestReport =
  '<testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="1" skipped="2" tests="7"></testsuite></testsuites>';

describe('The summary of tests', () => {
  it('adds up the suites of all runners, in folders too', () => {
    const run = summaryOf({ 'a.xml': jestReport, 'deep/b.xml': jestReport });
    expect(run.stdout).toBe('6 passed, 0 failed\n');
    expect(run.status).toBe(0);
  });

  it('counts errors as failures, leaves out what was skipped, and fails', () => {
    const run = summaryOf({ 'a.xml': jestReport, 'b.xml': pytestReport });
    expect(run.stdout).toBe('6 passed, 2 failed\n');
    expect(run.status).toBe(1);
  });

  it('fails when no test ran', () => {
    expect(summaryOf({}).status).toBe(1);
  });
});
