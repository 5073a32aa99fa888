// The emitted JSON Schema: it is the codec's, and says the same.
import Ajv2020 from 'ajv/dist/2020';
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arbitraryConfig } from '../src/arbitrary';
import { configJsonSchema, decodeConfig, renderConfigErrors } from '../src/index';
import { minimal } from '../src/minimal.fixtures';

const file = join(__dirname, '../schema/pipeline-config.schema.json');
const committed: Record<string, unknown> = JSON.parse(readFileSync(file, 'utf8'));
const accepts = new Ajv2020({ strict: true, strictTypes: false, formats: { date: true } }).compile(committed);

const errorsOf = (json: unknown): readonly string[] => {
  const result = decodeConfig(json);
  return E.isLeft(result) ? renderConfigErrors(result.left).split('\n') : [];
};

// What JSON Schema cannot say: the rules across members.
const rules =
  /duckdb runs on one node|a VPC needs|a name other than|weights with a sum|an ARN of the partition|the partition of/;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const places = (json: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
  isObject(json)
    ? Object.entries(json).flatMap(([key, value]) => [[...path, key], ...places(value, [...path, key])])
    : [];

const changed = (json: unknown, [key = '', ...rest]: readonly string[], change: Change): unknown => {
  if (!isObject(json)) return json;
  if (rest.length > 0) return { ...json, [key]: changed(json[key], rest, change) };
  const { [key]: old, ...others } = json;
  if (change.kind === 'leave out') return others;
  return change.kind === 'misspell' ? { ...others, [`${key}s`]: old } : { ...others, [key]: change.value };
};

type Change = { kind: 'leave out' } | { kind: 'misspell' } | { kind: 'replace'; value: unknown };

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constant({ kind: 'leave out' as const }),
  fc.constant({ kind: 'misspell' as const }),
  fc.record({
    kind: fc.constant('replace' as const),
    value: fc.constantFrom<unknown>(
      null,
      true,
      'Ω',
      '',
      -1,
      0,
      1.5,
      1e12,
      [],
      {},
      ['x'],
      { x: 1 },
      'loan_date',
    ),
  }),
);

// Enough for both verdicts, however short the property tests run.
const runs = 2 * (fc.readConfigureGlobal().numRuns ?? 100);

describe('the JSON Schema of the configuration', () => {
  it('is up to date (npm run schema writes it)', () => {
    expect(committed).toEqual(JSON.parse(JSON.stringify(configJsonSchema)));
  });

  it('accepts what the codec accepts', () => {
    fc.assert(
      fc.property(arbitraryConfig, (config) => {
        expect(accepts(JSON.parse(JSON.stringify(config)))).toBe(true);
      }),
    );
  });

  it('refuses what the codec refuses for its structure, and nothing else', () => {
    const verdicts = { accepted: 0, refused: 0 };
    const damaged = arbitraryConfig
      .map((config): unknown => ({ roleArn: config.stages.training.roleArn, ...config }))
      .chain((config) => fc.tuple(fc.constant(config), fc.constantFrom(...places(config)), change))
      .map(([config, place, how]) => changed(config, place, how));
    fc.assert(
      fc.property(damaged, (json) => {
        const structural = errorsOf(json).filter((error) => !rules.test(error));
        verdicts[structural.length === 0 ? 'accepted' : 'refused'] += 1;
        expect({ accepted: accepts(json) }).toEqual({ accepted: structural.length === 0 });
      }),
      { numRuns: runs },
    );
    expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(runs / 20);
  });

  it('lets a base leave to its environments what it does not know itself', () => {
    const { artifactsUri, ...base } = minimal;
    expect(accepts(base)).toBe(false);
    expect(accepts({ ...base, environments: { production: { artifactsUri } } })).toBe(true);
    expect(accepts({ ...base, environments: { production: { artifactUri: artifactsUri } } })).toBe(false);
  });

  it('completes: every member of a stage is described or constrained', () => {
    const text = JSON.stringify(configJsonSchema);
    expect(text).toContain('"description":"Number of trees."');
    expect(text).toContain('"default":"ml.m5.xlarge"');
  });
});
