// Makes the folder that Lambda is given: the function as one file, and the files of the documentation page.
import { build } from 'esbuild';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(project, 'dist', 'lambda');
const swaggerUi = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

await build({
  entryPoints: [join(project, 'src', 'lambda.mts')],
  outfile: join(folder, 'index.mjs'),
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  mainFields: ['module', 'main'],
  conditions: ['@credit-risk/source', 'module'],
  legalComments: 'none',
  logLevel: 'warning',
  // Some packages are CommonJS and ask for Node's modules by require.
  banner: {
    js: "import { createRequire as createRequireOfNode } from 'node:module'; const require = createRequireOfNode(import.meta.url);",
  },
});

for (const name of ['swagger-ui-bundle.js', 'swagger-ui.css'])
  writeFileSync(join(folder, `${name}.gz`), gzipSync(readFileSync(join(swaggerUi, name)), { level: 9 }));
