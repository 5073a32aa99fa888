import workspace, { testsMayUse } from '../../eslint.config.mjs';

// Its tests deploy to a local cloud.
const withRooms = testsMayUse('infra', 'local-sagemaker', 'tools');
const [severity, boundaries] = withRooms.rules['@nx/enforce-module-boundaries'];
// The worlds that a pipeline is tested in have no name to be imported by.
const allow = ['../../../libs/pipelines/test/test-kit'];

export default [
  ...workspace,
  { ...withRooms, rules: { '@nx/enforce-module-boundaries': [severity, { ...boundaries, allow }] } },
];
