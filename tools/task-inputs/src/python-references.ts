// Modules that Python code imports, or starts by `-m module` in an argument list.
const imports = /^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]+)|import[ \t]+([\w.]+))/gm;
const moduleArguments = /(["'])-m\1,\s*(["'])([\w.]+)\2/g;

/** `from a.b import c` may name the module `a.b` or the module `a.b.c`. */
const modulesOf = (match: RegExpMatchArray): readonly string[] => {
  const [, from, names = '', plain = ''] = match;
  if (from === undefined) return [plain];
  const members = names.match(/\b\w+\b(?!\s+as\b)/g) ?? [];
  return [from, ...members.map((name) => `${from}.${name}`)];
};

export const pythonModules = (text: string): readonly string[] => [
  ...[...text.matchAll(imports)].flatMap(modulesOf),
  ...[...text.matchAll(moduleArguments)].map((match) => match[3] ?? ''),
];

/** Files that a module may be, below a folder that Python imports from; a package that is run is its `__main__`. */
export const filesOfModule = (folder: string, module: string): readonly string[] => {
  const path = `${folder}/${module.replaceAll('.', '/')}`;
  return [`${path}.py`, `${path}/__main__.py`, `${path}/__init__.py`];
};
