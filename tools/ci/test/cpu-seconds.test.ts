import { cpuSeconds } from '../src/cpu-seconds';

describe('The CPU time that a shell measured', () => {
  it('is that of its children, user and system', () => {
    expect(cpuSeconds('0m0.5s 0m0.5s\n1m2.25s 0m1.50s\n')).toBe(63.75);
  });

  it('is 0 if the shell ended before it could say', () => {
    expect(cpuSeconds('')).toBe(0);
  });
});
