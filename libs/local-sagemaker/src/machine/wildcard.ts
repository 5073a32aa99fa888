const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

/**
 * Whether a pattern fits a whole text; `*` stands for any characters.
 * @example fitsWildcard('Create*', 'CreateModel') // true
 */
export const fitsWildcard = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`, 's').test(text);
