// What a run prints when it is over: the steps that failed, and the steps that took longest.
import type { Result } from './step';

const SHOWN = 10;

const outcome = (code: number | null): string => {
  if (code === 0) return '';
  return code === null ? ' (not run)' : ' (failed)';
};

const row = ({ id, seconds, cpu, code }: Result): string =>
  `| ${seconds.toFixed(1).padStart(7)} | ${cpu.toFixed(1).padStart(7)} | ${id}${outcome(code)} |`;

const total = (results: readonly Result[]): string =>
  `${results.length} steps used ${results.reduce((sum, { cpu }) => sum + cpu, 0).toFixed(0)} s of CPU.`;

export const reportOf = (results: readonly Result[]): string => {
  const slowest = [...results].sort((one, other) => other.seconds - one.seconds).slice(0, SHOWN);
  const failed = results.filter(({ code }) => code !== 0);
  return [
    ...(failed.length === 0 ? [] : ['', 'Failed:', ...failed.map(({ id }) => `  ${id}`)]),
    '',
    '| seconds |   CPU s | slowest steps |',
    '| ------: | ------: | --- |',
    ...slowest.map(row),
    '',
    total(results),
    '',
  ].join('\n');
};
