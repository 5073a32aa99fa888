import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';

const runsWith = (setting: Readonly<Record<string, string>>): string => {
  const file = join(__dirname, '..', '..', '..', 'jest.fast-check.cjs');
  const program = `console.log(require(${JSON.stringify(file)}).readConfigureGlobal().numRuns)`;
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name !== 'CREDIT_RISK_PROPERTY_RUNS'),
  );
  return spawnSync(process.execPath, ['-e', program], {
    encoding: 'utf8',
    env: { ...environment, ...setting },
  }).stdout;
};

describe('How often a property is tried', () => {
  it('is what CREDIT_RISK_PROPERTY_RUNS says, or 30', () => {
    expect(runsWith({})).toBe('30\n');
    expect(runsWith({ CREDIT_RISK_PROPERTY_RUNS: '300' })).toBe('300\n');
  });

  it('holds for the fast-check that a test imports', () => {
    let runs = 0;
    fc.assert(fc.property(fc.integer(), () => void (runs += 1)));
    expect(runs).toBe(Number(process.env.CREDIT_RISK_PROPERTY_RUNS ?? 30));
  });
});
