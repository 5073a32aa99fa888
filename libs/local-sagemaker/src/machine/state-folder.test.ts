import * as E from 'fp-ts/Either';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.fixtures';
import { lockStateFolder } from './state-folder';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lockIn = (name: string) => lockStateFolder(join(folder, name));

describe('the state folder', () => {
  it('is made, and belongs to one server until that releases it', () => {
    const first = lockIn('shared');
    expect(E.isRight(first)).toBe(true);
    expect(lockIn('shared')).toMatchObject({
      _tag: 'Left',
      left: {
        _tag: 'StateFolderInUse',
        message: expect.stringContaining(`in use by process ${process.pid}`),
      },
    });
    if (E.isRight(first)) first.right.release();
    expect(readdirSync(join(folder, 'shared'))).toEqual([]);
    expect(E.isRight(lockIn('shared'))).toBe(true);
  });

  it.each([
    ['a process that is gone', '999999999 123'],
    ['an earlier process of the same number', `${process.pid} 1`],
    ['no process', ''],
  ])('is free when its lock names %s', (_whom, holder) => {
    const name = `stale-${holder.length}`;
    const first = lockIn(name);
    if (E.isRight(first)) first.right.release();
    writeFileSync(join(folder, name, 'server.lock'), holder);
    expect(E.isRight(lockIn(name))).toBe(true);
  });

  it('that cannot be made is an error that says what to do', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expect(lockStateFolder(join(file, 'below'))).toMatchObject({
      _tag: 'Left',
      left: { _tag: 'StateFolderUnusable', message: expect.stringContaining('--state') },
    });
    expect(existsSync(file)).toBe(true);
  });

  it.each(['/proc/no-such-folder', '/proc/no/such/folder'])(
    'below a folder that takes none is an error, and not a search without end: %s',
    (path) => {
      if (!existsSync('/proc/self')) return;
      expect(lockStateFolder(path)).toMatchObject({
        left: { _tag: 'StateFolderUnusable', message: expect.stringContaining(path) },
      });
    },
  );
});
