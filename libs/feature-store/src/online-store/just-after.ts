// The moment just after an event time: a hard deletion must be later than the record.

/**
 * One millisecond later, or null if the text is not a time.
 *
 * @example
 * justAfter('2020-12-30T00:00:00.000Z'); // '2020-12-30T00:00:00.001Z'
 */
export const justAfter = (eventTime: string): string | null => {
  const later = Date.parse(eventTime) + 1;
  return Number.isNaN(later) ? null : new Date(later).toISOString();
};
