// The service models' patterns are Java's: this turns one into a JavaScript expression over the whole string.

const javaOnly: readonly (readonly [RegExp, string])[] = [
  [/\\p\{Print\}/g, '\\x20-\\x7E'],
  [/\\p\{Alnum\}/g, 'a-zA-Z0-9'],
  [/\\A/g, '^'],
  [/\\z/g, '$'],
  [/(?<!\\)\\_/g, '_'],
];

// Classes of characters and surrogate pairs mean in JavaScript what they mean in Java only in Unicode mode.
const needsUnicode = /\\p\{|\\uD[89AB]/;

/**
 * The JavaScript expression for a pattern of the service model. The service matches the whole value, whether the
 * pattern is anchored or not.
 * @example wholeMatch('[a-z]+').test('ab1') // false
 */
export const wholeMatch = (pattern: string): RegExp => {
  const translated = javaOnly.reduce((text, [java, js]) => text.replace(java, js), pattern);
  return new RegExp(`^(?:${translated})$`, needsUnicode.test(translated) ? 'u' : '');
};
