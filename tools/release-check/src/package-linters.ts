// Runs attw (do types and code resolve alike for every way to import them?) and publint (does its package.json hold?).
import type { Finding } from './finding';
import { run } from './program';
import type { Tarball } from './tarball';
import { releaseProgram } from './workspace';

// node10 knows no `exports`; every Node that the libraries run on does.
const attw = ['--profile', 'node16', '--format', 'ascii', '--no-emoji', '--no-color'];

export const lintPackage = async (
  { library, file, folder }: Tarball,
  signal: AbortSignal,
): Promise<readonly Finding[]> => {
  const options = { cwd: folder, signal };
  const types = await run(releaseProgram('attw'), [file, ...attw], options);
  const shape = await run(releaseProgram('publint'), ['run', '--strict', file], options);
  // publint ends with 0 after mere suggestions; a clean package has none.
  const suggested = /^(Suggestions|Warnings|Errors):/m.test(shape.printed);
  return [
    ...(types.exitCode === 0
      ? []
      : [
          {
            library: library.name,
            check: 'attw',
            what: types.printed,
            advice: 'Correct `exports` in its package.json.',
          },
        ]),
    ...(shape.exitCode === 0 && !suggested
      ? []
      : [
          {
            library: library.name,
            check: 'publint',
            what: shape.printed,
            advice: 'Correct its package.json as suggested.',
          },
        ]),
  ];
};
