// Some at a time, because transfers wait for the network most of their time, but all at once would exhaust sockets.

/**
 * Runs an effect for each item, at most `limit` at the same time. After a failure nothing new is begun; the first
 * failure is thrown when all that runs has ended.
 */
export const someAtOnce = async <A>(
  items: readonly A[],
  limit: number,
  run: (item: A) => Promise<void>,
): Promise<void> => {
  const failures: unknown[] = [];
  const waiting = items.values();
  const worker = async (): Promise<void> => {
    for (const item of waiting) {
      if (failures.length > 0) return;
      await run(item).catch((cause: unknown) => void failures.push(cause));
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
};
