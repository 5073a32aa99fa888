import { exceptions, type Exception } from './exceptions';
import { rules, type Rule } from './rules';

export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly phrase: string;
  readonly rule: Rule;
}

// A phrase may go over the end of a line, and of a line of a comment.
const gap = String.raw`(?:[ \t]+|[ \t]*\r?\n[ \t]*(?:(?://+|\*|#+|>)[ \t]*)?)`;

const compiled = rules.map((rule) => ({
  rule,
  expression: new RegExp(String.raw`\b(?:${rule.pattern.replaceAll(' ', gap)})\b`, 'gi'),
}));

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const oneLine = (phrase: string): string => phrase.replace(new RegExp(gap, 'g'), ' ');

/** Does the exception's text cover the phrase where it was found? */
const covers = (exception: Exception, path: string, line: string): boolean =>
  path.startsWith(exception.path) && line.includes(exception.text);

/** The phrases of a text that break a rule, in the order of the text. */
export const findPhrases = (path: string, text: string): readonly Finding[] =>
  compiled
    .flatMap(({ rule, expression }) =>
      [...text.matchAll(expression)].map((match) => ({ rule, phrase: match[0], offset: match.index })),
    )
    .filter(({ phrase, offset }) => {
      const start = text.lastIndexOf('\n', offset - 1) + 1;
      const end = text.indexOf('\n', offset + phrase.length);
      const lines = text.slice(start, end < 0 ? undefined : end);
      return !exceptions.some((exception) => covers(exception, path, lines));
    })
    .sort((a, b) => a.offset - b.offset)
    .map(({ rule, phrase, offset }) => ({
      path,
      line: lineOf(text, offset),
      phrase: oneLine(phrase),
      rule,
    }));

/** One line for a developer: where, what, and what to write instead. */
export const render = ({ path, line, phrase, rule }: Finding): string =>
  `${path}:${line}: "${phrase}" (${rule.avoid}) → ${rule.use}`;
