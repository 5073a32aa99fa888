// What MiniStack never lists, another S3 may.
import { S3Client } from '@aws-sdk/client-s3';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { download, whole } from './transfer';

const folder = mkdtempSync(join(tmpdir(), 'transfer-'));
const keys = { listed: [''] };
let isSilent = false;
const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const server: Server = createServer((request, response) => {
  if (isSilent) return;
  if (!request.url?.includes('list-type=2')) return void response.end('content');
  const contents = keys.listed.map((key) => `<Contents><Key>${xml(key)}</Key><Size>7</Size></Contents>`);
  response.setHeader('content-type', 'application/xml');
  response.end(`<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`);
});
let client: S3Client;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-1',
    forcePathStyle: true,
    credentials,
  });
});
afterEach(() => {
  isSilent = false;
});
afterAll(() => {
  client.destroy();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const never = new AbortController().signal;
const fetchInto = (name: string, listed: string[], uri = 's3://bucket/data/'): Promise<number> => {
  keys.listed = listed;
  return download(client, uri, join(folder, name, 'in'), whole, never);
};

describe('a download', () => {
  it.each(['data/../../escaped', 'data/a/../../../escaped', 'data/..', 'data/.'])(
    'refuses the key %s, which leads out of its folder or to the folder itself',
    async (key) => {
      await expect(fetchInto('refused', [key])).rejects.toThrow(/^The key .* leads out of its folder\.$/);
      expect(existsSync(join(folder, 'escaped'))).toBe(false);
      expect(existsSync(join(folder, 'refused', 'escaped'))).toBe(false);
    },
  );

  it('keeps a key that only looks like a path of the machine in its folder', async () => {
    await fetchInto('odd', ['data//etc/passwd', 'data/~/x', 'data/a b', 'data/"q"', 'data/ü']);
    const own = join(folder, 'odd', 'in');
    expect(readdirSync(own).sort()).toEqual(['"q"', 'a b', 'etc', 'ü', '~'].sort());
    expect(readFileSync(join(own, 'etc', 'passwd'), 'utf8')).toBe('content');
  });

  it('writes nothing for keys that end in a slash, which stand for folders', async () => {
    expect(await fetchInto('folders', ['data/', 'data/sub/'])).toBe(0);
    expect(readdirSync(join(folder, 'folders', 'in'))).toEqual([]);
  });

  it('takes an address without a slash for the beginning of names, too', async () => {
    await fetchInto('beginning', ['data/part-1', 'data/parts/x'], 's3://bucket/data/part');
    expect(readdirSync(join(folder, 'beginning', 'in'), { recursive: true }).sort()).toEqual([
      'part-1',
      'parts',
      join('parts', 'x'),
    ]);
  });

  it('ends at the signal also while S3 is silent', async () => {
    isSilent = true;
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    const fetching = download(client, 's3://bucket/data/', join(folder, 'silent'), whole, stop.signal);
    await expect(fetching).rejects.toThrow(/abort/i);
  });
});
