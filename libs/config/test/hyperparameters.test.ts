// The table of hyperparameters and everything that is generated from it.
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { arbitraryConfig } from '../src/arbitrary';
import { hyperparameterTable } from '../src/hyperparameters/hyperparameter-table';
import {
  type ContractRow,
  contractRowOf,
  hyperparameterContract,
} from '../src/hyperparameters/json-contract';
import { decodeConfig, hyperparametersOf } from '../src/index';
import { minimal } from '../src/minimal.fixtures';
import { hyperparameterFiles } from '../scripts/hyperparameter-files';

const { job, split, algorithms } = hyperparameterTable;
const files = hyperparameterFiles().map((one) => [relative(`${__dirname}/../../..`, one.file), one] as const);

const textsOf = (training: object): Readonly<Record<string, string>> => {
  const decoded = decodeConfig({ ...minimal, stages: { training } });
  return E.isRight(decoded) ? hyperparametersOf(decoded.right.stages.training) : {};
};

const rowsOf = (algorithm: string): readonly ContractRow[] => [
  ...hyperparameterContract.job,
  ...(hyperparameterContract.algorithms[algorithm] ?? []),
];

// As the container checks a text.
const accepts = (row: ContractRow, text: string): boolean => {
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity } = row;
  const n = Number(text);
  return (
    text === row.nullText ||
    (row.choices ?? []).includes(text) ||
    (row.type !== undefined &&
      (row.type === 'number' || Number.isInteger(n)) &&
      n >= minimum &&
      n <= maximum &&
      n > exclusiveMinimum &&
      n < (row.exclusiveMaximum ?? Infinity))
  );
};

describe('the files generated from the table of hyperparameters', () => {
  it.each(files)('%s is up to date (npm run hyperparameters writes it)', (_name, { file, text }) => {
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});

describe('the table of hyperparameters', () => {
  it('gives each hyperparameter of a job its own name on the wire', () => {
    for (const rows of Object.values(algorithms)) {
      const names = Object.values({ ...job, ...split, ...rows }).map(({ wireName }) => wireName);
      expect(new Set(['algorithm', ...names]).size).toBe(names.length + 1);
    }
  });

  it('has defaults that its codecs accept, and says what each value may be', () => {
    for (const row of [job, split, ...Object.values(algorithms)].flatMap((rows) => Object.values(rows))) {
      expect(row.codec.is(row.default)).toBe(true);
      const { type, choices, description } = contractRowOf(row);
      expect(type ?? choices).toBeDefined();
      expect(description).not.toBe('');
    }
  });
});

describe('the hyperparameters of a training job', () => {
  it('are the defaults where the configuration says nothing', () => {
    expect(textsOf({})).toEqual({
      algorithm: 'random-forest',
      ...Object.fromEntries(rowsOf('random-forest').map((row) => [row.name, row.default])),
    });
  });

  it('carry null, words and numbers as text', () => {
    expect(
      textsOf({
        algorithm: { name: 'random-forest', maxDepth: null, maxFeatures: 3 },
        decisionThreshold: 0.02,
        split: { by: 'time' },
      }),
    ).toMatchObject({
      max_depth: 'none',
      max_features: '3',
      decision_threshold: '0.02',
      split_by: 'time',
      calibration: 'sigmoid',
    });
    expect(textsOf({ algorithm: { name: 'logistic-regression', c: 0.5 } })).toMatchObject({
      algorithm: 'logistic-regression',
      C: '0.5',
    });
  });

  it('of any configuration are those of the contract, within its ranges', () => {
    fc.assert(
      fc.property(arbitraryConfig, ({ stages: { training } }) => {
        const { algorithm, ...texts } = hyperparametersOf(training);
        const rows = rowsOf(algorithm ?? '');
        expect(Object.keys(texts).toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
        for (const row of rows)
          expect([row.name, accepts(row, texts[row.name] ?? '')]).toEqual([row.name, true]);
      }),
    );
  });
});
