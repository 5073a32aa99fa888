import workspace, { pure } from '../../eslint.config.mjs';

export default [
  ...workspace,
  ...pure,
  {
    // An interface gives the type of a codec its name, so that errors and API reports name it instead of its members.
    files: ['src/**/*.ts'],
    rules: {
      '@typescript-eslint/no-empty-interface': ['error', { allowSingleExtends: true }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
    },
  },
];
