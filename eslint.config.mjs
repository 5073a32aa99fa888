// Lint rules of the whole workspace; each project's eslint.config.mjs passes them on.
import nx from '@nx/eslint-plugin';

export default [
  ...nx.configs['flat/base'],
  ...nx.configs['flat/typescript'],
  { ignores: ['**/dist', '**/out-tsc', '**/.venv', '**/reports'] },
];
