// A moment later than an event time, as a deletion needs it.

/**
 * One millisecond later, or null where the text is no time.
 *
 * @example
 * justAfter('2020-12-30T00:00:00.000Z'); // '2020-12-30T00:00:00.001Z'
 */
export const justAfter = (eventTime: string): string | null => {
  const later = Date.parse(eventTime) + 1;
  return Number.isNaN(later) ? null : new Date(later).toISOString();
};
