// An example as a module that can be compiled and run.
import * as ts from 'typescript';
import { parse } from './example';
import { type Piece, piecesOf } from './pieces';

/** A module whose names an example may use. */
export interface Source {
  readonly file: string;
  /** Each with whether there is a value behind it: examples that name what is only declared cannot run. */
  readonly names: ReadonlyMap<string, boolean>;
}

export interface Module {
  readonly text: string;
  readonly canRun: boolean;
}

/** The result of a module: the values of the example's expressions, each with the example's claim about it. */
export type Seen = readonly { readonly claim: string; readonly value: unknown }[];

const identifiersIn = (code: string): ReadonlySet<string> => {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(parse('example.ts', code));
  return found;
};

const isType = (claim: string): boolean => /^[A-Z]\w*</.test(claim);

const written = (piece: Piece): string => {
  if (piece._tag === 'Code') return piece.code;
  const { expression, claim } = piece;
  return isType(claim)
    ? `(${expression}) satisfies ${claim};`
    : `seenByExample.push({ claim: ${JSON.stringify(claim)}, value: await (${expression}) });`;
};

/** A name is taken from the first source that has it. */
export const moduleOf = (code: string, sources: readonly Source[]): Module => {
  const body = piecesOf(code).map(written).join('\n');
  const named = [...identifiersIn(body)].flatMap((name) => {
    const source = sources.find(({ names }) => names.has(name));
    return source === undefined ? [] : [{ name, file: source.file, hasValue: source.names.get(name) }];
  });
  const text = [
    ...named.map(({ name, file }) => `import { ${name} } from '${file.replace(/\.ts$/, '')}';`),
    'export default async () => {',
    'const seenByExample: { claim: string; value: unknown }[] = [];',
    body,
    'return seenByExample;',
    '};',
    '',
  ].join('\n');
  return { text, canRun: named.every(({ hasValue }) => hasValue) };
};
