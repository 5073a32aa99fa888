import base, { boundaries } from '../../eslint.config.mjs';

// The worlds that a pipeline is tested in are no part of the published package, so they have no name to be imported by.
const testKit = '../../../libs/pipelines/test/test-kit';

export default [
  ...base,
  {
    files: ['test/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': ['error', { ...boundaries, allow: [testKit] }] },
  },
];
