// The Python environments of a checkout and the lock files behind them. pyproject.toml, at the root, has the groups.
import { SetUpError } from './set-up-error.mjs';

const images = 'jobs/requirements.txt';
const checkout = 'tools/python/requirements.txt';
const spark = 'jobs/feature_engineering/requirements-spark.txt';
const airflow = 'dags/requirements.txt';

/** What pip installs before there is an environment. */
export const uvLock = 'tools/python/uv.txt';

// In this order: a lock file that agrees with another one comes after it.
export const locks = [
  { group: 'jobs', file: images },
  { group: 'dev', file: checkout, agreesWith: images },
  { group: 'spark', file: spark, agreesWith: images },
  { group: 'airflow', file: airflow },
  { group: 'bootstrap', file: uvLock },
];

export const environments = {
  '.venv': [checkout],
  '.venv-spark': [images, spark],
  '.venv-airflow': [airflow],
};

/** The names given, if there are such environments. */
export const environmentsNamed = (names) => {
  const unknown = names.find((name) => !Object.hasOwn(environments, name));
  if (unknown === undefined) return names;
  throw new SetUpError(`Unknown environment "${unknown}". Known: ${Object.keys(environments).join(', ')}.`);
};
