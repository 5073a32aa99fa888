// A package in a temporary folder, as if npm had unpacked it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface PackageFolder {
  readonly folder: string;
  readonly remove: () => void;
}

export const packageOfFiles = (files: Readonly<Record<string, string>>): PackageFolder => {
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

export const manifest = {
  name: '@credit-risk/fixture',
  dependencies: {},
  peerDependencies: {},
  peerDependenciesMeta: {},
  devDependencies: {},
};
