import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { libraries } from '../src/libraries';
import type { Seen } from '../src/module';
import { isAsClaimed, render } from '../src/rendered';
import { writeExamples } from '../src/written-examples';

// Below the project, so that modules resolve from there as from any source of the workspace.
const parent = join(__dirname, '..', 'out-tsc');
mkdirSync(parent, { recursive: true });
const folder = mkdtempSync(join(parent, 'examples-'));
const examples = writeExamples(libraries(), folder);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the examples in the comments of the libraries', () => {
  it.each(examples)('compile: $place', ({ faults, module }) => {
    expect(faults.map((fault) => `${fault}\n${readFileSync(module, 'utf8')}`)).toEqual([]);
  });

  it.each(examples.filter(({ canRun }) => canRun))('yield what they say: $place', async ({ module }) => {
    const example: { readonly default: () => Promise<Seen> } = await import(module);
    for (const { claim, value } of await example.default()) {
      const rendered = render(value);
      expect(isAsClaimed(rendered, claim) ? claim : rendered).toBe(claim);
    }
  });
});
