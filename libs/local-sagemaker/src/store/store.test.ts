import * as E from 'fp-ts/Either';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { open } from 'lmdb';
import { temporaryFolder } from '../machine/temporary-folder.fixtures';
import { openStore } from './store';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const opened = (name: string) => {
  const store = openStore(join(folder, name));
  if (E.isLeft(store)) throw new Error(store.left.message);
  return store.right;
};
const model = (name: string) => ({
  name,
  arn: name.toLowerCase(),
  description: { ModelName: name, ModelArn: name, CreationTime: 1 },
});

describe('the store', () => {
  it('finds a resource by its exact name, and knows which names clash', async () => {
    const store = opened('names');
    await store.write(() => store.models.put(model('Scoring')));
    expect(store.models.get('Scoring')?.arn).toBe('scoring');
    expect(store.models.get('scoring')).toBeUndefined();
    expect(store.models.clashing('SCORING')?.name).toBe('Scoring');
    await store.write(() => store.models.remove('Scoring'));
    expect(store.models.values()).toEqual([]);
    await store.close();
  });

  it('of another format is refused by name of both formats', async () => {
    await opened('later').close();
    const root = open({ path: join(folder, 'later', 'store'), maxDbs: 16 });
    await root.put('format', 2);
    await root.close();
    expect(openStore(join(folder, 'later'))).toMatchObject({
      _tag: 'Left',
      left: { _tag: 'StoreUnusable', message: expect.stringContaining('format 2, this version reads 1') },
    });
  });

  it('that cannot be opened is an error with its folder', () => {
    expect(openStore('/dev/null')).toMatchObject({
      _tag: 'Left',
      left: { _tag: 'StoreUnusable', message: expect.stringContaining('/dev/null') },
    });
  });
});
