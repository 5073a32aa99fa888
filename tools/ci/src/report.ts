// What a run prints when it is over: the steps that failed, and the steps that took longest.
import type { Result } from './step';

const SHOWN = 10;

const outcome = (code: number | null): string => {
  if (code === 0) return '';
  return code === null ? ' (not run)' : ' (failed)';
};

const row = ({ id, seconds, code }: Result): string =>
  `| ${seconds.toFixed(1).padStart(7)} | ${id}${outcome(code)} |`;

export const reportOf = (results: readonly Result[]): string => {
  const slowest = [...results].sort((one, other) => other.seconds - one.seconds).slice(0, SHOWN);
  const failed = results.filter(({ code }) => code !== 0);
  return [
    ...(failed.length === 0 ? [] : ['', 'Failed:', ...failed.map(({ id }) => `  ${id}`)]),
    '',
    '| seconds | slowest steps |',
    '| ------: | --- |',
    ...slowest.map(row),
    '',
  ].join('\n');
};
