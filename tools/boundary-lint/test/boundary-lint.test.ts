import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

interface Fixture {
  readonly path: string;
  readonly text: string;
}

const importing = (room: string, from: string): Fixture => importingFrom(`libs/${room}`, from);

const importingFrom = (folder: string, from: string): Fixture => ({
  path: `${folder}/src/fixture.ts`,
  text: `import * as x from '${from}';\nexport const y = x;\n`,
});

const lint = (fixtures: readonly Fixture[]): string[][] => {
  const run = spawnSync(process.execPath, [join(__dirname, '..', 'lint-texts.mjs')], {
    input: JSON.stringify(fixtures),
    encoding: 'utf8',
    env: { ...process.env, NX_DAEMON: 'false' },
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
};

const boundary = '@nx/enforce-module-boundaries';

const forbidden: readonly (readonly [string, Fixture, string])[] = [
  [
    'a schema library that imports a vocabulary',
    importing('io-ts-schema', '@credit-risk/loan-features'),
    boundary,
  ],
  [
    'a vocabulary that imports the configuration',
    importing('loan-features', '@credit-risk/config'),
    boundary,
  ],
  ['a configuration that imports AWS effects', importing('config', '@credit-risk/aws-effects'), boundary],
  ['a configuration that imports the AWS SDK', importing('config', '@aws-sdk/client-sagemaker'), boundary],
  [
    'AWS effects that import anything of ours',
    importing('aws-effects', '@credit-risk/loan-features'),
    boundary,
  ],
  [
    'builders that import the feature store',
    importing('sagemaker-jobs', '@credit-risk/feature-store'),
    boundary,
  ],
  [
    'a feature store that imports the builders',
    importing('feature-store', '@credit-risk/sagemaker-jobs'),
    boundary,
  ],
  ['a pipeline that imports the stand-in', importing('pipelines', '@credit-risk/local-sagemaker'), boundary],
  [
    'a stand-in that imports anything of ours',
    importing('local-sagemaker', '@credit-risk/aws-effects'),
    boundary,
  ],
  ['a library that imports an app', importing('pipelines', '../../../apps/cli/src/main'), boundary],
  [
    'an app that imports another app',
    importingFrom('apps/infra', '../../../apps/api/src/settings'),
    boundary,
  ],
  [
    'an app that imports another app by its name',
    importingFrom('apps/infra', '@credit-risk/api/package.json'),
    boundary,
  ],
  [
    'an app that imports a library outside its row',
    importingFrom('apps/api', '@credit-risk/pipelines'),
    boundary,
  ],
  ['an app that imports a tool', importingFrom('apps/cli', '@credit-risk/dev-issuer'), boundary],
  ['a pure room that reads files', importing('sagemaker-jobs', 'node:fs'), 'no-restricted-imports'],
  [
    'a cast outside a codec',
    { path: 'libs/config/src/fixture.ts', text: 'export const x = JSON.parse("1") as number;\n' },
    '@typescript-eslint/consistent-type-assertions',
  ],
  [
    'an any',
    { path: 'libs/config/src/fixture.ts', text: 'export const x: any = 1;\n' },
    '@typescript-eslint/no-explicit-any',
  ],
];

const allowed: readonly Fixture[] = [
  importing('loan-features', '@credit-risk/io-ts-schema'),
  importing('pipelines', '@credit-risk/feature-store'),
  importing('feature-store', '@credit-risk/aws-effects'),
  importingFrom('apps/cli', '@credit-risk/pipelines'),
  importingFrom('apps/api', '@credit-risk/prediction-client'),
];

describe('The boundary lint', () => {
  const found = lint([...forbidden.map(([, fixture]) => fixture), ...allowed]);

  it.each(forbidden.map(([name, , rule], index) => [name, rule, index] as const))(
    'refuses %s',
    (_, rule, index) => {
      expect(found[index]).toContain(rule);
    },
  );

  it('passes the imports that the table of rooms allows', () => {
    expect(found.slice(forbidden.length)).toEqual(allowed.map(() => []));
  });
});
