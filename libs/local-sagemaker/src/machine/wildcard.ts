const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

/**
 * Whether a whole text fits a pattern; `*` stands for any characters.
 * @example wildcard('Create*')('CreateModel') // true
 */
export const wildcard = (pattern: string): ((text: string) => boolean) => {
  const whole = new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`, 's');
  return (text) => whole.test(text);
};
