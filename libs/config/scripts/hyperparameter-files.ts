// What is generated from the table of hyperparameters: the contract for Python, and the tables of two READMEs.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Hyperparameters } from '../src/hyperparameters/hyperparameter';
import { hyperparameterTable } from '../src/hyperparameters/hyperparameter-table';
import {
  type ContractRow,
  contractRowOf,
  hyperparameterContract,
  hyperparameterContractText,
} from '../src/hyperparameters/json-contract';

const { job, split, algorithms, defaultAlgorithm } = hyperparameterTable;
const code = (text: string): string => `\`${text}\``;

const rangeOf = ({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: ContractRow): string => {
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  const from = minimum === undefined ? `above ${exclusiveMinimum}` : `at least ${minimum}`;
  return `${from} and ${maximum === undefined ? `below ${exclusiveMaximum}` : `at most ${maximum}`}`;
};

const valuesOf = (row: ContractRow, nothing: string): string =>
  [
    ...(row.type === undefined ? [] : [rangeOf(row)]),
    ...(row.choices ?? []).map(code),
    ...(row.nullText === undefined ? [] : [code(nothing)]),
  ].join(', ');

const markdownTable = (head: readonly string[], body: readonly (readonly string[])[]): string => {
  const widths = head.map((_, at) => Math.max(...[head, ...body].map((row) => row[at]?.length ?? 0), 3));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
};

const names = Object.keys(algorithms).map(code).join(', ');

const membersOf = (place: string, of: string, rows: Hyperparameters): readonly (readonly string[])[] =>
  Object.entries(rows).map(([member, row]) => [
    `${code(place + member)}${of}`,
    valuesOf(contractRowOf(row), 'null'),
    code(JSON.stringify(row.default)),
    code(row.wireName),
  ]);

const configTable = (): string =>
  markdownTable(
    ['member of `stages.training`', 'values', 'default', 'in the job'],
    [
      ['`algorithm.name`', names, code(JSON.stringify(defaultAlgorithm)), '`algorithm`'],
      ...Object.entries(algorithms).flatMap(([name, rows]) => membersOf('algorithm.', `, ${name}`, rows)),
      ...membersOf('', '', job),
      ...membersOf('split.', '', split),
    ],
  );

const wireRows = (of: string, rows: readonly ContractRow[]): readonly (readonly string[])[] =>
  rows.map((row) => [code(row.name), of, valuesOf(row, 'none'), code(row.default), row.description]);

const jobTable = (): string =>
  markdownTable(
    ['hyperparameter', 'of', 'values', 'default', 'meaning'],
    [
      ['`algorithm`', 'every job', names, code(defaultAlgorithm), 'The learning algorithm.'],
      ...wireRows('every job', hyperparameterContract.job),
      ...Object.entries(hyperparameterContract.algorithms).flatMap(([name, rows]) => wireRows(name, rows)),
    ],
  );

const begin = '<!-- generated from the table of hyperparameters: begin -->';
const end = '<!-- generated: end -->';

const withSection = (text: string, section: string): string => {
  const [before = '', rest = ''] = text.split(begin);
  const after = rest.slice(rest.indexOf(end));
  return `${before}${begin}\n\n${section}\n\n${after}`;
};

const workspace = resolve(__dirname, '../../..');

const generatedReadme = (path: string, section: string) => {
  const file = resolve(workspace, path);
  return { file, text: withSection(readFileSync(file, 'utf8'), section) };
};

/** Each file with the text that it has to have. */
export const hyperparameterFiles = (): readonly { readonly file: string; readonly text: string }[] => [
  { file: resolve(workspace, 'jobs/contract/hyperparameters.json'), text: hyperparameterContractText },
  generatedReadme('libs/config/README.md', configTable()),
  generatedReadme('jobs/training/README.md', jobTable()),
];
