// Makes the folder of the Lambda function: its entry, the modules that it loads only when needed, and the files of the
// documentation page.
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

const bundle = (entryPoint, name, options) =>
  build({
    entryPoints: [entryPoint],
    outfile: join(folder, name),
    absWorkingDir: project,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    mainFields: ['module', 'main'],
    conditions: ['@credit-risk/source', 'module'],
    legalComments: 'none',
    logLevel: 'warning',
    ...options,
  });

// Each is a complete bundle: a shared part would be one more file to load at every start.
const apart = {
  '@aws-lambda-powertools/tracer': './tracer.mjs',
  '@credit-risk/scoring-contract/openapi': './openapi.mjs',
};

await bundle(join('src', 'lambda.mts'), 'index.mjs', { alias: apart, external: Object.values(apart) });
for (const [entry, file] of Object.entries(apart))
  await bundle(entry, file, {
    // X-Ray's SDK is CommonJS and asks for Node's modules by require.
    banner: {
      js: "import { createRequire as createRequireOfNode } from 'node:module'; const require = createRequireOfNode(import.meta.url);",
    },
  });

for (const name of ['swagger-ui-bundle.js', 'swagger-ui.css'])
  writeFileSync(join(folder, `${name}.gz`), gzipSync(readFileSync(join(swaggerUi, name)), { level: 9 }));
