import * as E from 'fp-ts/Either';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeImageTable, launcherFor } from '../../src/containers/image-table';

describe('the documentation of containers', () => {
  it('shows an image table that is valid, and means what is said of it', () => {
    const text = readFileSync(join(__dirname, '..', '..', 'docs', 'containers.md'), 'utf8');
    const [, json = ''] = /```json\n(.*?)```/s.exec(text) ?? [];
    const table = decodeImageTable(JSON.parse(json), 'images.json', '/project');
    if (E.isLeft(table)) throw new Error(table.left.message);
    expect(launcherFor(table.right, 'registry/credit-risk/training:1')).toEqual(
      E.right({
        image: '*/credit-risk/training:*',
        entrypoint: ['/project/.venv/bin/python', '-m', 'training'],
        workingDirectory: '/project/jobs',
        environment: { PYTHONPATH: '/project/jobs' },
      }),
    );
    expect(launcherFor(table.right, 'anything')).toMatchObject({
      right: { entrypoint: ['/usr/bin/env', 'echo'] },
    });
  });
});
