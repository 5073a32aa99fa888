// The one Jest configuration of the workspace: tests run from source, without a build.
const { basename } = require('node:path');
const esmOnly = [
  '@seriousme',
  'jose',
  'oidc-provider',
  'hyparquet',
  'hyparquet-writer',
  'hyparquet-compressors',
  'fzstd',
  'hysnappy',
];
const swc = [
  '@swc/jest',
  {
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];

// One JUnit file a project, as pytest writes too, so that all tests can be added up.
const report = [
  'jest-junit',
  {
    outputDirectory: `${__dirname}/reports/tests/@credit-risk`,
    outputName: `${basename(process.cwd())}.xml`,
    // A file that cannot even be loaded is a failed test, too.
    reportTestSuiteErrors: 'true',
  },
];

module.exports = {
  reporters: ['default', report],
  testEnvironment: 'node',
  // Tests start real processes: a busy machine is no fault of theirs.
  testTimeout: 60_000,
  testEnvironmentOptions: {
    customExportConditions: ['@credit-risk/source', 'node', 'node-addons', 'require', 'default'],
  },
  moduleNameMapper: { '^fast-check$': `${__dirname}/jest.fast-check.cjs` },
  testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.[cm]?[jt]s$': swc },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
};
