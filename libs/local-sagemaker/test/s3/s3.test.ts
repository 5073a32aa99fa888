import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import * as tar from 'tar';
import { pack, unpack } from '../../src/s3/archive';
import { someAtOnce } from '../../src/s3/at-once';
import { download, downloadObject, upload, whole } from '../../src/s3/transfer';
import { BUCKET, clientAt, newFolder, startS3, textOf, type LocalS3 } from '../machine.fixtures';

jest.setTimeout(60_000);

let s3: LocalS3;
const folder = newFolder();
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(async () => {
  await s3.stop();
  rmSync(folder, { recursive: true, force: true });
});

const never = new AbortController().signal;
const at = (path: string): string => `s3://${BUCKET}/${path}`;
const fetched = async (uri: string, name: string): Promise<string> => {
  await download(s3.client, uri, join(folder, name), whole, never);
  return join(folder, name);
};

/** A client whose lists have pages of so many keys, not of a thousand; notes the size of each page. */
const clientWithPagesOf = (size: number, pages: number[]): S3Client => {
  const client = clientAt(s3.url);
  client.middlewareStack.add(
    (next) => async (call) => {
      const result = await next({ ...call, input: { ...call.input, MaxKeys: size } });
      if ('KeyCount' in result.output && typeof result.output.KeyCount === 'number')
        pages.push(result.output.KeyCount);
      return result;
    },
    { step: 'initialize' },
  );
  return client;
};

describe('a download', () => {
  it('keeps nested keys as folders, with or without the slash of a prefix', async () => {
    await s3.put('tree/a.txt', 'a');
    await s3.put('tree/deep/er/b.txt', 'b');
    await s3.put('tree/empty', '');
    for (const uri of [at('tree'), at('tree/')]) {
      const target = await fetched(uri, uri.replace(/\W/g, '-'));
      expect(textOf(join(target, 'a.txt'))).toBe('a');
      expect(textOf(join(target, 'deep/er/b.txt'))).toBe('b');
      expect(readFileSync(join(target, 'empty'), 'utf8')).toBe('');
    }
  });

  it('takes the address of an object for that object, under its own name', async () => {
    await s3.put('one/file.csv', 'x');
    expect(textOf(join(await fetched(at('one/file.csv'), 'one'), 'file.csv'))).toBe('x');
  });

  it('fetches more objects than one page lists', async () => {
    const names = Array.from({ length: 5 }, (_, n) => `many/${n}`);
    for (const name of names) await s3.put(name, name);
    const pages: number[] = [];
    const client = clientWithPagesOf(2, pages);
    expect(await download(client, at('many/'), join(folder, 'many'), whole, never)).toBe(5);
    expect(pages).toEqual([2, 2, 1]);
    expect(names.every((name) => textOf(join(folder, name)) === name)).toBe(true);
    client.destroy();
  });

  it('gives each host another part of the objects, all together everything', async () => {
    for (const n of [1, 2, 3, 4, 5]) await s3.put(`shards/${n}`, `${n}`);
    for (const host of [0, 1]) {
      const shard = { host, hosts: 2 };
      expect(await download(s3.client, at('shards/'), join(folder, `shard-${host}`), shard, never)).toBe(5);
    }
    const of = (host: number) =>
      [1, 2, 3, 4, 5].filter((n) => existsSync(join(folder, `shard-${host}`, `${n}`)));
    expect([of(0), of(1)]).toEqual([
      [1, 3, 5],
      [2, 4],
    ]);
  });

  it('keeps keys with odd slashes in its folder, and refuses those that lead out of it', async () => {
    await s3.put('odd//double', 'x');
    expect(textOf(join(await fetched(at('odd/'), 'odd'), 'double'))).toBe('x');
    await s3.put('evil/%2e%2e', 'harmless');
    await s3.put('evil/..x', 'harmless');
    expect(textOf(join(await fetched(at('evil'), 'evil'), '..x'))).toBe('harmless');
  });

  it('ends at its signal', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(
      download(s3.client, at('tree'), join(folder, 'stopped'), whole, stop.signal),
    ).rejects.toThrow(/abort/i);
    expect(existsSync(join(folder, 'stopped', 'a.txt'))).toBe(false);
  });

  it('names the bucket or object that is not there', async () => {
    await expect(
      download(s3.client, 's3://no-bucket/x', join(folder, 'no'), whole, never),
    ).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await expect(
      downloadObject(s3.client, at('no/object'), join(folder, 'no-object'), never),
    ).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
  });
});

describe('an upload', () => {
  it('stores every file below its address, and follows no link', async () => {
    const from = join(folder, 'from');
    const outside = join(folder, 'outside');
    mkdirSync(join(from, 'deep'), { recursive: true });
    mkdirSync(outside);
    writeFileSync(join(outside, 'secret'), 'secret');
    writeFileSync(join(from, 'deep', 'file'), 'text');
    writeFileSync(join(from, 'empty'), '');
    symlinkSync(outside, join(from, 'linked-folder'));
    symlinkSync(join(outside, 'secret'), join(from, 'linked-file'));
    symlinkSync(from, join(from, 'loop'));
    expect(await upload(s3.client, from, at('up/'))).toBe(2);
    expect(await s3.keys('up')).toEqual(['up/deep/file', 'up/empty']);
    expect(await s3.text('up/deep/file')).toBe('text');
  });

  it('stores what is larger than one part, whole', async () => {
    const from = join(folder, 'large');
    const large = Buffer.alloc(12 * 1024 * 1024, 'loans');
    mkdirSync(from);
    writeFileSync(join(from, 'large.bin'), large);
    await upload(s3.client, from, at('large'));
    const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(digest(await s3.bytes('large/large.bin'))).toBe(digest(large));
  });

  it('of a folder that is not there is nothing', async () => {
    expect(await upload(s3.client, join(folder, 'not-there'), at('nothing'))).toBe(0);
  });
});

describe('some at once', () => {
  it('begins nothing after a failure, waits for what runs, and throws the first', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const run = async (n: number): Promise<void> => {
      begun.push(n);
      await new Promise((resolve) => setTimeout(resolve, n === 2 ? 5 : 30));
      if (n === 2) throw new Error('two');
      ended.push(n);
    };
    await expect(someAtOnce([1, 2, 3, 4], 2, run)).rejects.toThrow('two');
    expect([begun, ended]).toEqual([[1, 2], [1]]);
  });
});

describe('an archive', () => {
  it('is the same for the same files, whenever and in whatever order they were written', async () => {
    const write = (name: string, files: readonly string[], time: number): string => {
      const own = join(folder, name);
      mkdirSync(join(own, 'code'), { recursive: true });
      for (const file of files) {
        writeFileSync(join(own, file), file);
        utimesSync(join(own, file), time, time);
      }
      return own;
    };
    const files = ['model.onnx', 'code/b.py', 'code/a.py', '@odd'];
    const digest = async (from: string) => {
      await pack(from, `${from}.tar.gz`);
      return createHash('sha256')
        .update(readFileSync(`${from}.tar.gz`))
        .digest('hex');
    };
    const first = await digest(write('pack-1', files, 1_000_000));
    expect(await digest(write('pack-2', [...files].reverse(), 2_000_000))).toBe(first);
    const back = join(folder, 'unpacked');
    await unpack(join(folder, 'pack-1.tar.gz'), back);
    expect(files.map((file) => textOf(join(back, file)))).toEqual(files);
  });

  it('is not made of an empty folder', async () => {
    mkdirSync(join(folder, 'nothing'));
    expect(await pack(join(folder, 'nothing'), join(folder, 'nothing.tar.gz'))).toBe(false);
  });

  it.each(['../escaped', '/escaped-by-root'])('with an entry %s is refused', async (name) => {
    const own = join(folder, 'evil-archive', 'in');
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, 'plain'), 'x');
    const file = join(folder, 'evil.tar.gz');
    await tar.create(
      { file, cwd: own, gzip: true, preservePaths: true, onWriteEntry: (entry) => void (entry.path = name) },
      ['plain'],
    );
    await expect(unpack(file, join(folder, 'evil-archive', 'target'))).rejects.toThrow(/path/);
    expect(existsSync(join(folder, 'evil-archive', 'escaped'))).toBe(false);
    expect(existsSync('/escaped-by-root')).toBe(false);
  });

  it('that is cut short, or none at all, is refused', async () => {
    const file = join(folder, 'pack-1.tar.gz');
    const cut = join(folder, 'cut.tar.gz');
    writeFileSync(cut, readFileSync(file).subarray(0, 150));
    await expect(unpack(cut, join(folder, 'cut'))).rejects.toThrow();
    writeFileSync(cut, 'no archive');
    await expect(unpack(cut, join(folder, 'cut'))).rejects.toThrow();
  });
});
