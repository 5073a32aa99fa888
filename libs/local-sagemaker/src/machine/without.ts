/**
 * A copy of a record without some of its members.
 * @example without({ a: 1, b: 2 }, 'a') // { b: 2 }
 */
export const without = <R extends object, K extends keyof R>(
  record: R,
  ...names: readonly K[]
): Omit<R, K> => {
  const copy = { ...record };
  for (const name of names) Reflect.deleteProperty(copy, name);
  return copy;
};
