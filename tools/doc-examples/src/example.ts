// The `@example`s in the documentation comments of a source file.
import * as ts from 'typescript';

export interface Example {
  readonly file: string;
  /** Where it stands in that file, from 1. */
  readonly line: number;
  readonly code: string;
}

export const parse = (file: string, text: string): ts.SourceFile =>
  ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);

export const examplesIn = (file: string, text: string): readonly Example[] => {
  const source = parse(file, text);
  return source.statements
    .flatMap((statement) => ts.getJSDocTags(statement))
    .filter(({ tagName }) => tagName.text === 'example')
    .map((tag) => ({
      file,
      line: source.getLineAndCharacterOfPosition(tag.getStart(source)).line + 1,
      code: ts.getTextOfJSDocComment(tag.comment) ?? '',
    }));
};
