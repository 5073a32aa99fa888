import workspace, { boundaries, pure } from '../../eslint.config.mjs';

// Only the tests may start a local cloud: one contract suite runs against it and against the world in memory.
const depConstraints = boundaries.depConstraints.map((constraint) =>
  constraint.sourceTag === 'room:pipelines'
    ? {
        ...constraint,
        onlyDependOnLibsWithTags: [...constraint.onlyDependOnLibsWithTags, 'room:local-sagemaker'],
      }
    : constraint,
);

export default [
  ...workspace,
  ...pure,
  {
    files: ['test/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': ['error', { ...boundaries, depConstraints }] },
  },
];
