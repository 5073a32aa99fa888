// Whole prefixes from S3 to folders and back, as SageMaker moves a container's data.
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdir, readdir } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isRecord } from '../machine/is-record';
import { someAtOnce } from './at-once';
import { parseS3Uri, s3UriBelow, type S3Location } from './s3-uri';

const TRANSFERS_AT_ONCE = 8;

/** Which part of the objects a host gets: all of them, or each n-th by sorted key. */
export interface Shard {
  readonly host: number;
  readonly hosts: number;
}

export const whole: Shard = { host: 0, hosts: 1 };

// An address may name a folder, with or without its slash, an object, or the beginning of names.
const nameBelow = (prefix: string, key: string): string => {
  const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
  if (key.startsWith(folder)) return key.slice(folder.length);
  return key.slice(prefix.lastIndexOf('/') + 1);
};

const placeIn = (folder: string, name: string): string => {
  const target = resolve(join(folder, name));
  if (!target.startsWith(resolve(folder) + sep)) throw new Error(`The key ${name} leads out of its folder.`);
  return target;
};

const keysBelow = async (
  client: S3Client,
  { bucket, key }: S3Location,
  abortSignal: AbortSignal,
): Promise<readonly string[]> => {
  const keys: string[] = [];
  const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: key }, { abortSignal });
  for await (const page of pages)
    keys.push(
      ...(page.Contents ?? []).flatMap(({ Key }) => (Key === undefined || Key.endsWith('/') ? [] : [Key])),
    );
  return keys.sort();
};

const fetchTo = async (
  client: S3Client,
  { bucket, key }: S3Location,
  target: string,
  abortSignal: AbortSignal,
): Promise<void> => {
  await mkdir(dirname(target), { recursive: true });
  // The body is piped at once: an error event without a listener would end the process.
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), { abortSignal });
  if (!(Body instanceof Readable)) throw new Error(`s3://${bucket}/${key} has no body.`);
  await pipeline(Body, createWriteStream(target), { signal: abortSignal });
};

/** Fetches one object into a file. */
export const downloadObject = (
  client: S3Client,
  uri: string,
  file: string,
  signal: AbortSignal,
): Promise<void> => fetchTo(client, parseS3Uri(uri), file, signal);

/** Fetches everything below an address into a folder until the signal; returns how many objects there are in all. */
export const download = async (
  client: S3Client,
  uri: string,
  folder: string,
  { host, hosts }: Shard,
  signal: AbortSignal,
): Promise<number> => {
  const location = parseS3Uri(uri);
  const keys = await keysBelow(client, location, signal);
  await mkdir(folder, { recursive: true });
  const own = keys.filter((_, at) => at % hosts === host);
  await someAtOnce(own, TRANSFERS_AT_ONCE, async (key) => {
    signal.throwIfAborted();
    await fetchTo(client, { ...location, key }, placeIn(folder, nameBelow(location.key, key)), signal);
  });
  return keys.length;
};

const isMissing = (cause: unknown): boolean => isRecord(cause) && cause.code === 'ENOENT';

// Links are not followed, to files or to folders: a container must not upload foreign files.
const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const files: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await filesBelow(path)));
    if (entry.isFile()) files.push(path);
  }
  return files;
};

const isOwnFolder = async (folder: string): Promise<boolean> => {
  try {
    return (await lstat(folder)).isDirectory();
  } catch (cause) {
    if (isMissing(cause)) return false;
    throw cause;
  }
};

/** Stores one file as an object; rejects at a signal. */
export const uploadFile = async (
  client: S3Client,
  file: string,
  uri: string,
  signal?: AbortSignal,
): Promise<void> => {
  signal?.throwIfAborted();
  const { bucket, key } = parseS3Uri(uri);
  const Body = createReadStream(file);
  const upload = new Upload({ client, params: { Bucket: bucket, Key: key, Body } });
  const abort = () => void upload.abort();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    await upload.done();
  } finally {
    signal?.removeEventListener('abort', abort);
    Body.destroy();
  }
};

/** Stores every file of a folder below an address until a signal; returns how many there were. */
export const upload = async (
  client: S3Client,
  folder: string,
  uri: string,
  signal?: AbortSignal,
): Promise<number> => {
  const files = (await isOwnFolder(folder)) ? await filesBelow(folder) : [];
  await someAtOnce(files, TRANSFERS_AT_ONCE, (file) =>
    uploadFile(client, file, s3UriBelow(uri, relative(folder, file).split(sep).join('/')), signal),
  );
  return files.length;
};
