import { PutObjectCommand, GetObjectCommand, CreateBucketCommand } from '@aws-sdk/client-s3';
import * as E from 'fp-ts/Either';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { recordProcess } from '../../src/containers/process-record';
import { startMiniStack } from '../../src/s3/ministack';
import { listeningIn } from './listening.fixtures';
import { ACCOUNT, clientAt, miniStackProgram, newFolder, REGION, untilEnded } from '../machine.fixtures';

jest.setTimeout(60_000);

const folders: string[] = [];
const stateFolder = (): string => {
  const folder = newFolder();
  folders.push(folder);
  return folder;
};
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const start = (folder: string, port = 0, command = [miniStackProgram]) =>
  startMiniStack({ command, port, stateFolder: folder, region: REGION, accountId: ACCOUNT })();
const started = async (folder: string) => {
  const s3 = await start(folder);
  if (E.isLeft(s3)) throw new Error(s3.left.message);
  return s3.right;
};
const listening = (): Promise<{ readonly port: number; readonly close: () => void }> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ port: typeof address === 'object' ? (address?.port ?? 0) : 0, close: () => server.close() });
    });
  });

describe('the local S3', () => {
  it('keeps objects as plain files, also over a stop and a new start', async () => {
    const folder = stateFolder();
    const first = await started(folder);
    const before = clientAt(first.endpointUrl);
    await before.send(new CreateBucketCommand({ Bucket: 'kept' }));
    await before.send(new PutObjectCommand({ Bucket: 'kept', Key: 'a/b.txt', Body: 'text' }));
    await first.stop();
    const files = readdirSync(join(folder, 's3'), { recursive: true, encoding: 'utf8' });
    const file = files.find((path) => path.endsWith(join('kept', 'a', 'b.txt')));
    expect(readFileSync(join(folder, 's3', file ?? ''), 'utf8')).toBe('text');
    const second = await started(folder);
    const { Body } = await clientAt(second.endpointUrl).send(
      new GetObjectCommand({ Bucket: 'kept', Key: 'a/b.txt' }),
    );
    expect(await Body?.transformToString()).toBe('text');
    await second.stop();
  });

  it('listens on 127.0.0.1 and on no address that others reach', async () => {
    const s3 = await started(stateFolder());
    const port = new URL(s3.endpointUrl).port;
    expect(new URL(s3.endpointUrl).hostname).toBe('127.0.0.1');
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others)
      await expect(
        fetch(`http://${address}:${port}`, { signal: AbortSignal.timeout(2_000) }),
      ).rejects.toThrow();
    await s3.stop();
    await expect(fetch(s3.endpointUrl)).rejects.toThrow();
  });

  it('listens nowhere else, with all that it can do', async () => {
    const folder = stateFolder();
    const s3 = await started(folder);
    // By now it would have begun to listen for devices of the Internet of Things.
    await fetch(`${s3.endpointUrl}/_ministack/ready`);
    const { pid } = JSON.parse(readFileSync(join(folder, 'ministack', 'process.json'), 'utf8'));
    const loopback = '0100007F';
    expect(listeningIn(pid)).toEqual([{ address: loopback, port: Number(new URL(s3.endpointUrl).port) }]);
    await s3.stop();
  });

  it('says that its port is taken, and by which option to choose another', async () => {
    const other = await listening();
    const s3 = await start(stateFolder(), other.port);
    expect(s3).toEqual(
      E.left({
        _tag: 'S3PortBusy',
        message: expect.stringContaining(`Port ${other.port} on 127.0.0.1 is taken`),
      }),
    );
    other.close();
  });

  it.each([
    [['/no/such/ministack'], 'could not be started'],
    [['sh', '-c', 'echo broken; exit 3'], 'ended with 3'],
  ])('says why %j did not start, and where its log is', async (command, why) => {
    const folder = stateFolder();
    const s3 = await start(folder, 0, command);
    expect(E.isLeft(s3) && s3.left._tag).toBe('S3NotStarted');
    expect(E.isLeft(s3) && s3.left.message).toContain(why);
    expect(E.isLeft(s3) && s3.left.message).toContain(join(folder, 'logs', 'ministack.log'));
    expect(existsSync(join(folder, 'ministack', 'server.lock'))).toBe(false);
  });

  it('keeps what it needs for a moment in its state folder, and none of it when it has ended', async () => {
    const folder = stateFolder();
    const seen = join(folder, 'seen');
    const script = `import tempfile; open(${JSON.stringify(seen)}, 'w').write(tempfile.mkdtemp())`;
    expect(E.isLeft(await start(folder, 0, ['python3', '-c', script]))).toBe(true);
    const made = readFileSync(seen, 'utf8');
    expect(made.startsWith(folder)).toBe(true);
    expect(existsSync(made)).toBe(false);
  });

  it('is for one server at a time', async () => {
    const folder = stateFolder();
    const s3 = await started(folder);
    expect(await start(folder)).toMatchObject({ left: { _tag: 'StateFolderInUse' } });
    await s3.stop();
  });

  it('ends the one that a killed server left behind', async () => {
    const folder = stateFolder();
    const orphan = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
    mkdirSync(join(folder, 'ministack'), { recursive: true });
    recordProcess(join(folder, 'ministack'), orphan.pid ?? 0);
    const ended = once(orphan, 'exit');
    const s3 = await started(folder);
    await ended;
    await untilEnded(orphan.pid ?? 0);
    await s3.stop();
  });

  it('takes over the port of the one that a killed server left behind, however long that takes to end', async () => {
    const folder = stateFolder();
    // The system frees memory, which takes it a while, before it closes what a process listened on.
    // By then the first of its threads is a zombie already.
    const script = [
      'import socket, threading, time',
      "held = b'x' * 400_000_000",
      'for _ in range(8): threading.Thread(target=time.sleep, args=(60,)).start()',
      "server = socket.create_server(('127.0.0.1', 0))",
      'print(server.getsockname()[1], flush=True)',
      'time.sleep(60)',
    ].join('\n');
    const orphan = spawn('python3', ['-c', script], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    const [port]: unknown[] = await once(orphan.stdout, 'data');
    mkdirSync(join(folder, 'ministack'), { recursive: true });
    recordProcess(join(folder, 'ministack'), orphan.pid ?? 0);
    const s3 = await start(folder, Number(String(port)));
    if (E.isLeft(s3)) throw new Error(s3.left.message);
    await s3.right.stop();
  });
});
