// npm caches what it installs. Entries from the check's registry would never be used again.
import type { Registry } from './registry';
import { run } from './program';

export const forgetRegistry = async ({ url }: Registry, folder: string): Promise<void> => {
  // Not interruptible: this is the clean-up.
  const options = { cwd: folder, signal: new AbortController().signal };
  const { output } = await run('npm', ['cache', 'ls'], options);
  const keys = output.split('\n').filter((key) => key.includes(`:${url}/`));
  if (keys.length > 0) await run('npm', ['cache', 'clean', ...keys], options);
};
