// Checks that run once for the workspace instead of once for each project, and the command of Nx that each stands for.
export interface Check {
  readonly name: string;
  readonly command: string;
  /** The command of one project that this check makes superfluous. */
  readonly covers?: RegExp;
  /** Ids of the steps that must have passed before. */
  readonly needs?: readonly string[];
}

const python = '.venv/bin';

export const checks: readonly Check[] = [
  {
    name: 'types of TypeScript',
    command: 'tsc --build tsconfig.json',
    covers: /^tsc --build tsconfig(\.lib)?\.json( --emitDeclarationOnly)?$/,
  },
  { name: 'eslint', command: 'eslint apps examples libs tools', covers: /^eslint \.$/ },
  {
    name: 'ruff',
    command: `${python}/ruff check . && ${python}/ruff format --check .`,
    covers: /^\.venv\/bin\/ruff check \S+ && \.venv\/bin\/ruff format --check \S+$/,
  },
  // Two runs, since dags/training.py and the package jobs/training have one name.
  {
    name: 'types of Python',
    command: `${python}/mypy jobs tools && ${python}/mypy dags`,
    covers: /^\.venv\/bin\/mypy \S+$/,
  },
  {
    name: 'API reports',
    command:
      'node --conditions=@credit-risk/source --import tsx tools/release-check/src/api-report.ts libs/*',
    covers: /^node \S+ --import tsx tools\/release-check\/src\/api-report\.ts \S+$/,
    needs: ['types of TypeScript', '@credit-risk/release-check:programs'],
  },
  { name: 'prettier', command: "prettier --check --log-level warn '**/*.{ts,tsx,js,mjs,cjs,json}'" },
  // Otherwise `npm run validate` refuses to run.
  { name: 'references among projects', command: 'nx sync:check' },
];

export const checkFor = (command: string): Check | undefined =>
  checks.find(({ covers }) => covers?.test(command) === true);
