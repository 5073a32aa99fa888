// The service models' patterns are Java's: this turns one into a JavaScript expression over the whole string.

const javaOnly: readonly (readonly [RegExp, string])[] = [
  [/\\p\{Print\}/g, '\\x20-\\x7E'],
  [/\\A/g, '^'],
  [/\\z/g, '$'],
  [/(?<!\\)\\_/g, '_'],
];

/**
 * The JavaScript expression for a pattern of the service model. The service matches the whole value, whether the
 * pattern is anchored or not.
 * @example wholeMatch('[a-z]+').test('ab1') // false
 */
export const wholeMatch = (pattern: string): RegExp => {
  const translated = javaOnly.reduce((text, [java, js]) => text.replace(java, js), pattern);
  return new RegExp(`^(?:${translated})$`, /\\p\{/.test(translated) ? 'u' : '');
};
