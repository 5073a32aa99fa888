// The words and phrases that CONTRIBUTING.md ("Writing") replaces, as patterns. A space stands for any gap, line breaks included.

export interface Rule {
  readonly avoid: string;
  readonly use: string;
  readonly pattern: string;
}

export const rules: readonly Rule[] = [
  {
    avoid: 'is no X',
    use: 'is not an X, is not a valid X',
    pattern: '(?<!there )(?:is|are|was|were) no (?!longer|more|less|fewer|other|one )[a-z]+',
  },
  {
    avoid: 'told, tells',
    use: 'reported, logged, passed, given; lists, records',
    pattern: '(?:told|tell|tells|telling)(?! (?:them |the two |it )?apart)',
  },
  {
    avoid: 'who asks',
    use: 'the caller; the access token; the credentials',
    pattern: 'who asks?',
  },
  { avoid: 'go on with', use: 'resume, continue', pattern: '(?:go|goes|gone|going|went) on(?: with)?' },
  {
    avoid: 'nobody, anybody',
    use: 'the passive, or the component that acts',
    pattern: '(?:no|any)body',
  },
  {
    avoid: 'of its own',
    use: 'separate, dedicated; own (before the noun)',
    pattern: "of (?:its|one['’]?s|their|his|her|your|our|my) own",
  },
  {
    avoid: 'whoever, those who run it',
    use: 'the operator, the caller, the author',
    pattern: '(?:who(?:m|so)?ever|those who(?:m)?)',
  },
  { avoid: 'what else', use: 'name the noun', pattern: 'what(?:ever)? else' },
  { avoid: 'what becomes of', use: 'name the noun', pattern: 'what (?:becomes|became) of' },
  {
    avoid: 'begins so, begins as X',
    use: 'starts with X, matches the prefix X',
    pattern: '(?:begins?|starts?|called) (?:so|as)',
  },
  {
    avoid: 'have not the X',
    use: 'are not as expected, lack the X',
    pattern: 'ha(?:ve|s|d) not (?:the|an?)',
  },
  { avoid: 'there is no valid X of', use: 'carries no valid X', pattern: 'there is no valid' },
  { avoid: 'ask with', use: 'send', pattern: 'ask(?:s|ed|ing)? with' },
  { avoid: 'where it is set', use: 'if it is set', pattern: 'where (?:it|one) is set' },
  { avoid: 'see that it', use: 'check that it', pattern: 'sees? (?:to it )?that (?:it|the|there)' },
  { avoid: 'of whom', use: 'that are in, whose', pattern: 'of whom' },
  { avoid: 'as it must be', use: 'passes if', pattern: 'as (?:it|they) must be' },
  {
    avoid: 'as X has it',
    use: 'like X, same as in X',
    pattern: 'as (?:(?:the|an?) )?[a-z-]+ (?:has|have) (?:it|them)',
  },
];
