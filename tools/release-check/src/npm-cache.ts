// npm keeps what it installs. What came from the check's own registry would never be asked for again.
import type { Registry } from './registry';
import { run } from './program';

export const forgetRegistry = async ({ url }: Registry, folder: string): Promise<void> => {
  // Not to be interrupted: it is the cleaning up.
  const options = { cwd: folder, signal: new AbortController().signal };
  const { output } = await run('npm', ['cache', 'ls'], options);
  const keys = output.split('\n').filter((key) => key.includes(`:${url}/`));
  if (keys.length > 0) await run('npm', ['cache', 'clean', ...keys], options);
};
