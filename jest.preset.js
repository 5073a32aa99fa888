// The one Jest configuration of the workspace: tests run from source, without a build.
const esmOnly = ['hyparquet', 'hyparquet-writer', 'hyparquet-compressors', 'fzstd', 'hysnappy'];
const swc = [
  '@swc/jest',
  {
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];

module.exports = {
  testEnvironment: 'node',
  testEnvironmentOptions: {
    customExportConditions: ['@credit-risk/source', 'node', 'node-addons', 'require', 'default'],
  },
  testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.[cm]?[jt]s$': swc },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
};
