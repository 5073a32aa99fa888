import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectsIn } from '../src/projects';
import { readPythonSettings } from '../src/python-settings';
import { type Room, roomsIn } from '../src/rooms-table';
import { runProgram } from '../src/run-program';

const root = join(__dirname, '..', '..', '..');
const documented = roomsIn(readFileSync(join(root, 'docs', 'architecture.md'), 'utf8'));

const listed = (kind: string, rooms: Readonly<Record<string, readonly string[]>>): readonly Room[] =>
  Object.entries(rooms).map(([name, libraries]) => ({
    room: `${kind}/${name}`,
    mayImport: libraries.length === 0 ? ['nothing of ours'] : libraries,
  }));

/** The rules of the ESLint configuration: an ES module, so a process reads it. */
const eslintRooms = (): readonly Room[] => {
  const config = pathToFileURL(join(root, 'eslint.config.mjs')).href;
  const script = `import { apps, libraries } from '${config}'; console.log(JSON.stringify({ apps, libraries }));`;
  const { output } = runProgram(process.execPath, ['--input-type=module', '-e', script], { cwd: root });
  const { apps, libraries } = JSON.parse(output.trim().split('\n').at(-1) ?? '');
  return [...listed('libs', libraries), ...listed('apps', apps)];
};

const pythonRooms = (): readonly Room[] => {
  const { contracts } = readPythonSettings(root);
  const rooms = contracts.map(({ source }) => source);
  return contracts.map(({ source, forbidden }) => {
    const allowed = rooms.filter((name) => name !== source && !forbidden.includes(name));
    return {
      room: source === 'credit_risk' ? `dags/${source}` : `jobs/${source}`,
      mayImport: allowed.length === 0 ? ['nothing of ours'] : allowed,
    };
  });
};

const sorted = (rooms: readonly Room[]): readonly Room[] =>
  rooms
    .map(({ room, mayImport }) => ({ room, mayImport: [...mayImport].sort() }))
    .sort((a, b) => (a.room < b.room ? -1 : 1));

const documentedIn = (folders: RegExp): readonly Room[] =>
  sorted(documented.filter(({ room }) => folders.test(room)));

describe('The table of rooms in docs/architecture.md', () => {
  it('equals the rule of ESLint, for each library and app', () => {
    expect(documentedIn(/^(libs|apps)\//)).toEqual(sorted(eslintRooms()));
  });

  it('equals the contracts of import-linter, for each job and the DAGs', () => {
    expect(documentedIn(/^(jobs|dags)\/./)).toEqual(sorted(pythonRooms()));
  });

  it('has every library and app', () => {
    const folders = projectsIn(root).map(({ folder }) => folder);
    const rooms = documented.map(({ room }) => room);
    expect(rooms).toEqual(expect.arrayContaining(folders.filter((folder) => /^(libs|apps)\//.test(folder))));
  });
});
