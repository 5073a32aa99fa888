// Which program stands for which container image, since images cannot run without Docker.
import * as E from 'fp-ts/Either';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isRecord } from '../machine/is-record';
import { wildcard } from '../machine/wildcard';

/** How an image is started, in place of its ENTRYPOINT, WORKDIR and ENV. */
export interface ImageLauncher {
  /** Image URI; `*` stands for any characters. */
  readonly image: string;
  readonly entrypoint: readonly string[];
  readonly workingDirectory?: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface ImageTable {
  /** Where the table comes from, for messages. */
  readonly source: string;
  readonly launchers: readonly ImageLauncher[];
}

export interface ImageTableError {
  readonly _tag: 'ImageTableInvalid';
  readonly message: string;
  readonly cause?: unknown;
}

/**
 * The first launcher whose pattern fits an image; left with what to do if none does.
 * @example launcherFor({ source: 'images.json', launchers: [] }, 'repo/training:1')
 */
export const launcherFor = (table: ImageTable, image: string): E.Either<string, ImageLauncher> => {
  const found = table.launchers.find((launcher) => wildcard(launcher.image)(image));
  return found === undefined
    ? E.left(`No launcher for the image ${image}: add one to "images" in ${table.source}.`)
    : E.right(found);
};

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
const isTextRecord = (value: unknown): value is Readonly<Record<string, string>> =>
  isRecord(value) && Object.values(value).every((item) => typeof item === 'string');

const KNOWN = ['image', 'entrypoint', 'workingDirectory', 'environment'];

const decodeLauncher = (value: unknown, place: string, folder: string): E.Either<string, ImageLauncher> => {
  const placed = (text: string): string => text.replaceAll('${settingsDir}', folder);
  if (!isRecord(value)) return E.left(`${place}: expected an object`);
  const unknown = Object.keys(value).find((key) => !KNOWN.includes(key));
  if (unknown !== undefined) return E.left(`${place}.${unknown}: unknown key; expected ${KNOWN.join(', ')}`);
  const { image, entrypoint, workingDirectory, environment = {} } = value;
  if (typeof image !== 'string' || image === '')
    return E.left(`${place}.image: expected an image URI, * allowed`);
  if (!isTexts(entrypoint) || entrypoint.length === 0)
    return E.left(`${place}.entrypoint: expected a list of at least one string`);
  if (workingDirectory !== undefined && typeof workingDirectory !== 'string')
    return E.left(`${place}.workingDirectory: expected a string`);
  if (!isTextRecord(environment)) return E.left(`${place}.environment: expected strings by name`);
  return E.right({
    image,
    entrypoint: entrypoint.map(placed),
    ...(workingDirectory === undefined
      ? {}
      : { workingDirectory: resolve(folder, placed(workingDirectory)) }),
    environment: Object.fromEntries(Object.entries(environment).map(([name, text]) => [name, placed(text)])),
  });
};

/** Reads `{ "images": [...] }`; `${settingsDir}` in a value stands for `folder`, and a working directory is relative to it. */
export const decodeImageTable = (
  value: unknown,
  source: string,
  folder: string,
): E.Either<ImageTableError, ImageTable> => {
  const invalid = (problem: string): E.Either<ImageTableError, ImageTable> =>
    E.left({ _tag: 'ImageTableInvalid', message: `The image table ${source} is not valid: ${problem}.` });
  if (!isRecord(value) || !Array.isArray(value.images)) return invalid('expected {"images": [...]}');
  const launchers: ImageLauncher[] = [];
  for (const [index, item] of value.images.entries()) {
    const decoded = decodeLauncher(item, `images[${index}]`, folder);
    if (E.isLeft(decoded)) return invalid(decoded.left);
    launchers.push(decoded.right);
  }
  return E.right({ source, launchers });
};

/** Reads an image table from a file. */
export const readImageTable = (file: string): E.Either<ImageTableError, ImageTable> => {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return decodeImageTable(value, file, dirname(resolve(file)));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return E.left({
      _tag: 'ImageTableInvalid',
      message: `The image table ${file} cannot be read: ${reason}.`,
      cause,
    });
  }
};
