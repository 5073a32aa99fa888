// Lint rules of the whole workspace; each project's eslint.config.mjs passes them on.
import nx from '@nx/eslint-plugin';

// Which room may import which libraries: the table of docs/architecture.md. Nothing imports an app.
export const libraries = {
  'io-ts-schema': [],
  'loan-features': ['io-ts-schema'],
  config: ['io-ts-schema', 'loan-features'],
  'aws-effects': [],
  'sagemaker-jobs': ['loan-features', 'config'],
  'feature-store': ['loan-features', 'aws-effects'],
  pipelines: ['io-ts-schema', 'loan-features', 'config', 'aws-effects', 'sagemaker-jobs', 'feature-store'],
  'scoring-contract': ['io-ts-schema', 'loan-features'],
  'prediction-client': ['io-ts-schema', 'loan-features', 'aws-effects', 'feature-store', 'scoring-contract'],
  'local-sagemaker': [],
};

export const apps = {
  api: [
    'io-ts-schema',
    'loan-features',
    'aws-effects',
    'feature-store',
    'scoring-contract',
    'prediction-client',
  ],
  cli: [
    'io-ts-schema',
    'loan-features',
    'config',
    'aws-effects',
    'sagemaker-jobs',
    'feature-store',
    'pipelines',
  ],
  infra: ['io-ts-schema', 'loan-features', 'config', 'aws-effects', 'sagemaker-jobs', 'scoring-contract'],
};

const noAwsSdk = ['@aws-sdk/*', '@smithy/*'];
const outside = {
  'io-ts-schema': noAwsSdk,
  'loan-features': noAwsSdk,
  config: noAwsSdk,
  'scoring-contract': noAwsSdk,
  'local-sagemaker': ['io-ts*'],
};

const roomConstraints = Object.entries({ ...libraries, ...apps }).map(([room, mayImport]) => ({
  sourceTag: `room:${room}`,
  onlyDependOnLibsWithTags: [room, ...mayImport].map((name) => `room:${name}`),
  ...(outside[room] ? { bannedExternalImports: outside[room] } : {}),
}));

export const boundaries = {
  // The `imports` of a package: its own files, chosen by the platform.
  allow: ['^#'],
  // Of the contract one entry alone is loaded late: the description.
  checkDynamicDependenciesExceptions: ['^@credit-risk/scoring-contract$'],
  depConstraints: [
    ...roomConstraints,
    { sourceTag: 'kind:application', onlyDependOnLibsWithTags: ['kind:library'] },
    { sourceTag: 'kind:library', onlyDependOnLibsWithTags: ['kind:library'] },
    { sourceTag: 'kind:example', onlyDependOnLibsWithTags: ['kind:library'] },
    { sourceTag: 'kind:tool', onlyDependOnLibsWithTags: ['*'] },
    { sourceTag: 'kind:job', onlyDependOnLibsWithTags: ['kind:job', 'kind:library'] },
  ],
};

/** Lets the tests of a room use other rooms, too: real parts instead of doubles of them. */
export const testsMayUse = (room, ...others) => {
  const rooms = others.map((name) => `room:${name}`);
  const library = roomConstraints.find(({ sourceTag }) => room in libraries && sourceTag === `room:${room}`);
  const constraint = library
    ? { ...library, onlyDependOnLibsWithTags: [...library.onlyDependOnLibsWithTags, ...rooms] }
    : { sourceTag: 'kind:application', onlyDependOnLibsWithTags: ['kind:library', ...rooms] };
  return {
    files: ['test/**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': ['error', { ...boundaries, depConstraints: [constraint] }],
    },
  };
};

const effects = ['node:fs', 'node:fs/*', 'node:child_process', 'node:http', 'node:https', 'node:net'];
/** For a library that takes its effects as ports. */
export const pure = [
  {
    files: ['src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.fixtures.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: effects, message: 'This room is pure: take the effect as a port.' }] },
      ],
    },
  },
];

export default [
  { ignores: ['**/dist', '**/out-tsc', '**/.venv', '**/reports', '**/node_modules'] },
  ...nx.configs['flat/base'],
  ...nx.configs['flat/typescript'],
  {
    files: ['**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': ['error', boundaries],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'off',
    },
  },
  {
    files: ['**/src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.fixtures.ts'],
    rules: { '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }] },
  },
];
