// The settings of the Python checks, from pyproject.toml at the root.
import { join } from 'node:path';
import { runProgram } from './run-program';

/** What one package must not import. */
export interface ForbiddenImports {
  readonly source: string;
  readonly forbidden: readonly string[];
}

export interface PythonSettings {
  /** Packages that the contracts are about. */
  readonly packages: readonly string[];
  readonly contracts: readonly ForbiddenImports[];
  /** Where the packages are, relative to the root. */
  readonly folders: readonly string[];
}

const script = `
import json, tomllib
with open("pyproject.toml", "rb") as file:
    tool = tomllib.load(file)["tool"]
linter = tool["importlinter"]
print(json.dumps({
    "packages": linter["root_packages"],
    "contracts": [
        {"source": contract["source_modules"][0], "forbidden": contract["forbidden_modules"]}
        for contract in linter["contracts"] if contract["type"] == "forbidden"
    ],
    "folders": tool["mypy"]["mypy_path"],
}))
`;

export const pythonOf = (root: string): string => join(root, '.venv', 'bin', 'python');

/** Reads the settings with the checkout's Python, which knows TOML. */
export const readPythonSettings = (root: string): PythonSettings => {
  const { exitCode, output } = runProgram(pythonOf(root), ['-c', script], { cwd: root });
  if (exitCode !== 0) throw new Error(output);
  return JSON.parse(output);
};
