// What an example says that its expressions yield: the comment behind each of them.
import * as ts from 'typescript';
import { parse } from './example';

/** A piece of an example: an expression with what is said about it, or anything else, as it stands. */
export type Piece =
  | { readonly _tag: 'Code'; readonly code: string }
  | { readonly _tag: 'Claim'; readonly expression: string; readonly claim: string };

const textOf = (source: string, { pos, end }: ts.CommentRange): string => source.slice(pos + 2, end).trim();

// The comment on the line of the expression, and those on the comment lines below it.
const claimBehind = (code: string, end: number): string =>
  [...(ts.getTrailingCommentRanges(code, end) ?? []), ...(ts.getLeadingCommentRanges(code, end) ?? [])]
    .map((range) => textOf(code, range))
    .filter((text, index, all) => all.indexOf(text) === index)
    .join(' ');

export const piecesOf = (code: string): readonly Piece[] => {
  const source = parse('example.ts', code);
  return source.statements.map((statement) => {
    const claim = claimBehind(code, statement.end);
    if (claim === '') return { _tag: 'Code', code: statement.getText(source) };
    // What is said about anything but an expression does not compile: so no comment is passed over.
    const subject = ts.isExpressionStatement(statement) ? statement.expression : statement;
    return { _tag: 'Claim', expression: subject.getText(source), claim };
  });
};
