import workspace, { boundaries } from '../../eslint.config.mjs';

// Only the tests may start a local SageMaker: one contract suite runs against it and against the fake.
const depConstraints = boundaries.depConstraints.map((constraint) =>
  constraint.sourceTag === 'room:feature-store'
    ? {
        ...constraint,
        onlyDependOnLibsWithTags: [...constraint.onlyDependOnLibsWithTags, 'room:local-sagemaker'],
      }
    : constraint,
);

export default [
  ...workspace,
  {
    files: ['test/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': ['error', { ...boundaries, depConstraints }] },
  },
];
