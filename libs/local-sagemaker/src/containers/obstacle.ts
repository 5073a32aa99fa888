// Finds what prevents a start beforehand: afterwards it would be an exit code like any other.
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
};

const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};

export interface Start {
  readonly program: string;
  readonly workingDirectory: string;
  /** The PATH that the program is looked up on. */
  readonly searchPath: string;
  /** The folder that the program will see as /opt/ml, if it has a separate one. */
  readonly optMl: string | undefined;
}

/** Why a program cannot be started; undefined if nothing is known to be in its way. */
export const obstacleTo = ({ program, workingDirectory, searchPath, optMl }: Start): string | undefined => {
  if (!isFolder(workingDirectory)) return `the working directory ${workingDirectory} does not exist`;
  const own = optMl === undefined ? program : program.replace(/^\/opt\/ml(?=\/)/, optMl);
  const places = own.includes('/')
    ? [resolve(workingDirectory, own)]
    : searchPath.split(delimiter).map((folder) => join(folder, own));
  if (places.some(isProgram)) return undefined;
  return own.includes('/')
    ? `${program} is not a program that can be run`
    : `no program ${program} on the PATH (${searchPath})`;
};
