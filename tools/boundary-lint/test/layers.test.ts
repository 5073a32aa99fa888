import { join } from 'node:path';
import { importsAmong } from '../src/imports';
import { layered, upwardImports } from '../src/layers';
import { projectsIn } from '../src/projects';

const root = join(__dirname, '..', '..', '..');
const layers = { folder: 'src', layers: ['domain', 'app', 'infra'] };

describe('The rule of layers', () => {
  it.each([
    ['a domain that imports the application', 'src/domain/loan.ts', 'src/app/http/routes.ts'],
    ['a domain that imports an adapter', 'src/domain/loan.ts', 'src/infra/aws/client.ts'],
    ['an application that imports an adapter', 'src/app/use-cases/score.ts', 'src/infra/aws/client.ts'],
    ['an adapter that imports the program', 'src/infra/aws/client.ts', 'src/settings.ts'],
    ['an application that imports a test', 'src/app/use-cases/score.ts', 'test/kit.ts'],
  ])('refuses %s', (_, from, to) => {
    expect(upwardImports([{ from, to }], layers)).toEqual([{ from, to }]);
  });

  it('passes imports of a lower layer, of the same one, and of the program and the tests', () => {
    const allowed = [
      { from: 'src/infra/aws/client.ts', to: 'src/domain/loan.ts' },
      { from: 'src/infra/lambda/event.ts', to: 'src/app/http/routes.ts' },
      { from: 'src/app/http/routes.ts', to: 'src/app/use-cases/score.ts' },
      { from: 'src/main.ts', to: 'src/infra/aws/client.ts' },
      { from: 'test/api.test.ts', to: 'src/main.ts' },
    ];
    expect(upwardImports(allowed, layers)).toEqual([]);
  });
});

describe('The workspace', () => {
  it.each(Object.entries(layered))('has no import that goes up in %s', (folder, rule) => {
    const files = projectsIn(root).find((project) => project.folder === folder)?.files ?? [];
    rule.layers.forEach((layer) =>
      expect(files.some((file) => file.startsWith(`${rule.folder}/${layer}/`))).toBe(true),
    );
    expect(upwardImports(importsAmong(join(root, folder), files), rule)).toEqual([]);
  });
});
