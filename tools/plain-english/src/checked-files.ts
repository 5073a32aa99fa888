// Which files are checked: every text that a developer wrote, and none that a program or AWS did.
import { execFileSync } from 'node:child_process';

const texts = /(\.(md|ts|mts|mjs|cjs|py|html|svg|sh)|(^|\/)(package|project)\.json|^\.ci\/run)$/;

const notWrittenHere = [
  // Written by API Extractor from the comments, which are checked.
  /\.api\.md$/,
  // Written by `nx release` from the version plans, which are checked.
  /^CHANGELOG\.md$/,
  /\.generated\./,
  // AWS's own words.
  /^libs\/local-sagemaker\/service-model\//,
  // Names the phrases that are to be avoided.
  /^tools\/plain-english\/(src|test)\//,
];

export const isChecked = (path: string): boolean =>
  texts.test(path) && !notWrittenHere.some((pattern) => pattern.test(path));

/** Committed files and new ones, not ignored ones; relative to the root. */
export const checkedFiles = (root: string): readonly string[] =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
    .split('\0')
    .filter(isChecked);
