// The templates as CloudFormation reads them: types, values and policies that it would refuse.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { configurations } from './configurations.fixtures';
import { newFolder, templatesOf } from './templates.fixtures';

const program = join(__dirname, '..', '..', '..', '.venv', 'bin', 'cfn-lint');

/** What it finds and need not be changed. */
const explained: readonly { readonly finding: RegExp; readonly why: string }[] = [
  {
    finding: /:W3005:.*dependency already enforced by a 'GetAtt'/,
    why: 'The CDK names the role of a function twice, by what it says and by DependsOn: it does no harm.',
  },
  {
    finding: /:W3037:'updaterecord' is not one of/,
    why: 'The list of cfn-lint is older than the action. The service has it.',
  },
];

const found = (files: readonly string[]): readonly string[] => {
  const { stdout, stderr } = spawnSync(
    program,
    ['--format', 'parseable', '--regions', 'eu-west-1', '--', ...files],
    { encoding: 'utf8' },
  );
  return `${stdout}${stderr}`.split('\n').filter((line) => line !== '');
};

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true }));

describe('cfn-lint', () => {
  // One process for all: it takes its time.
  it('finds nothing in the templates of any configuration that is not explained, and would find a fault', () => {
    const files = Object.values(configurations).flatMap(
      (config, index) => templatesOf(config, join(folder, String(index))).files,
    );
    const faulty = join(__dirname, 'wrong.template.json');
    const findings = found([...files, faulty]);
    expect(findings.filter((finding) => finding.startsWith(faulty))).not.toEqual([]);
    for (const { finding } of explained) expect(findings.some((each) => finding.test(each))).toBe(true);
    const unexplained = findings.filter(
      (each) => !each.startsWith(faulty) && !explained.some(({ finding }) => finding.test(each)),
    );
    expect(unexplained).toEqual([]);
  }, 300_000);
});
