import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkedFiles, isChecked } from '../src/checked-files';
import { exceptions } from '../src/exceptions';
import { findPhrases, render } from '../src/find-phrases';
import { rules } from '../src/rules';
import { sentences } from './sentences.fixtures';

const root = join(__dirname, '..', '..', '..');

describe('The lint for plain English', () => {
  it('has a bad and a good sentence for each rule', () => {
    expect(Object.keys(sentences)).toEqual(rules.map(({ avoid }) => avoid));
  });

  it.each(Object.entries(sentences))('refuses "%s" and names what to write', (avoid, { bad, good }) => {
    const found = findPhrases('README.md', `# Title\n\n${bad}\n`);
    const rule = rules.find((one) => one.avoid === avoid);
    expect(found).toContainEqual(expect.objectContaining({ path: 'README.md', line: 3, rule }));
    expect(found.map(render).join('\n')).toContain(`→ ${rule?.use}`);
    expect(findPhrases('README.md', good)).toEqual([]);
  });

  it('finds a phrase that goes over the end of a line of a comment', () => {
    const found = findPhrases('a.ts', '/**\n * A process of\n * its own.\n */\n');
    expect(found).toEqual([expect.objectContaining({ line: 2, phrase: 'of its own' })]);
    expect(findPhrases('a.py', '# A run goes\n    # on with it.\n')).toHaveLength(1);
  });

  it('passes sentences of plain English with the same words', () => {
    const plain = 'There is no such bucket. It is no longer there. It can tell them apart.';
    expect(findPhrases('README.md', plain)).toEqual([]);
  });

  it('checks what is written by hand, and not what a program or AWS wrote', () => {
    expect(isChecked('docs/adr/0001-libraries-for-what-is-not-ours.md')).toBe(true);
    expect(isChecked('.nx/version-plans/plan.md')).toBe(true);
    expect(isChecked('jobs/training/model.py')).toBe(true);
    expect(isChecked('libs/config/api/config.api.md')).toBe(false);
    expect(isChecked('CHANGELOG.md')).toBe(false);
    expect(isChecked('libs/local-sagemaker/service-model/sagemaker.json')).toBe(false);
  });
});

describe('CONTRIBUTING.md', () => {
  it('has a row for each rule, and no other', () => {
    const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
    const rows = [...text.matchAll(/^\| “(.*)” \| (.*) \|$/gm)].map(([, avoid, use]) => ({ avoid, use }));
    expect(rows).toEqual(rules.map(({ avoid, use }) => ({ avoid, use })));
  });
});

describe('The repository', () => {
  const files = checkedFiles(root).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

  it('is plain English', () => {
    const found = files.flatMap(({ path, text }) => findPhrases(path, text));
    expect(found.map(render)).toEqual([]);
  });

  it('needs each exception, and each has a reason', () => {
    const unused = exceptions.filter(
      ({ path, text, reason }) =>
        reason === '' || !files.some((file) => file.path.startsWith(path) && file.text.includes(text)),
    );
    expect(unused).toEqual([]);
  });
});
