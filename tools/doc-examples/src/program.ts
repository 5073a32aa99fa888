// Sources as the compiler of the workspace sees them, with their types.
import { join } from 'node:path';
import * as ts from 'typescript';

export const root = join(__dirname, '..', '..', '..');

const options: ts.CompilerOptions = {
  ...ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile).config,
    ts.sys,
    root,
  ).options,
  composite: false,
  noEmit: true,
  // An example may name values that it does not use.
  noUnusedLocals: false,
};

/** Makes programs of files; each reuses what the one before has parsed. */
export const programs = (): ((files: readonly string[]) => ts.Program) => {
  const host = ts.createCompilerHost(options);
  const parsed = new Map<string, ts.SourceFile | undefined>();
  const getSourceFile: typeof host.getSourceFile = (file, ...how) => {
    if (!parsed.has(file)) parsed.set(file, host.getSourceFile(file, ...how));
    return parsed.get(file);
  };
  return (files) => ts.createProgram(files, options, { ...host, getSourceFile });
};

const isOnlyDeclared = (symbol: ts.Symbol): boolean =>
  (symbol.declarations ?? []).some(
    (declaration) => (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Ambient) !== 0,
  );

/** The names that a module exports, and whether it has more than a type for them. */
export const exportsOf = (program: ts.Program, file: string): ReadonlyMap<string, boolean> => {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const symbols = module ? checker.getExportsOfModule(module) : [];
  return new Map(symbols.map((symbol) => [symbol.name, !isOnlyDeclared(symbol)]));
};

/** What does not compile in a file, each with its line from 1. */
export const faultsOf = (program: ts.Program, file: string): readonly string[] => {
  const source = program.getSourceFile(file);
  const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  return diagnostics.map(({ start, messageText }) => {
    const line = source && start !== undefined ? source.text.slice(0, start).split('\n').length : 0;
    return `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
};
