/** Like Promise.all, but lets each finish before it fails: nothing is left half made by a program that has ended. */
export const allDone = async (promises) => {
  const results = await Promise.allSettled(promises);
  const failed = results.find(({ status }) => status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return results.map(({ value }) => value);
};
