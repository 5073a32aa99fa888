// Lints texts as if they stood at the paths given: JSON of [{path, text}] in, JSON of [[rule id, …], …] out.
import { dirname, join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
process.chdir(root);
// The rule of rooms reads the graph from Nx's cache, and passes everything where there is none.
await createProjectGraphAsync();
const eslint = new ESLint({ cwd: root });
const found = [];
for (const { path, text } of JSON.parse(await readAll(process.stdin))) {
  const [result] = await eslint.lintText(text, { filePath: join(root, path) });
  found.push((result?.messages ?? []).map((message) => message.ruleId ?? message.message));
}
process.stdout.write(JSON.stringify(found));
