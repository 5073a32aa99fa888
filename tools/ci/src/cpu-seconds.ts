// Reads the output of the shell's `times`: a line for the shell and a line for its children, user and system time each.
const time = /(\d+)m([\d.]+)s/g;

/** Seconds of CPU of the shell's children that have ended; 0 if nothing was measured. */
export const cpuSeconds = (text: string): number => {
  const [, children = ''] = text.trim().split('\n');
  return [...children.matchAll(time)].reduce(
    (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds),
    0,
  );
};
