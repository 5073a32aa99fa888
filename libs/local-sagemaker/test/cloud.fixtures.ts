// The whole local cloud as a process, with small programs that stand for container images.
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientsOf } from './test-server.fixtures';
import { startChild, type ChildServer } from './child-server.fixtures';

export const miniStackProgram = join(__dirname, '..', '..', '..', '.venv', 'bin', 'ministack');
export const BUCKET = 'bucket';

const copy = `
const { cpSync, writeFileSync } = require('node:fs');
const base = process.env.SAGEMAKER_BASE_DIR ?? '/opt/ml';
cpSync(base + '/processing/input/data', base + '/processing/output/copy', { recursive: true });
writeFileSync(base + '/output/message', 'copied');
`;
// Says which process it is, and stays.
const stay = `
process.stdout.write('pid ' + process.pid + '\\n');
setInterval(() => undefined, 1000);
`;
const serve = `
const server = require('node:http').createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => response.setHeader('content-type', 'text/plain').end('served ' + Buffer.concat(chunks)));
});
server.listen(Number(process.env.SAGEMAKER_BIND_TO_PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
`;

/** Writes the programs and their table; returns the table's file. */
export const writeImages = (folder: string): string => {
  const images = Object.entries({ copy, stay, serve }).map(([name, source]) => {
    writeFileSync(join(folder, `${name}.cjs`), source);
    return { image: `*/${name}:*`, entrypoint: [process.execPath, `\${settingsDir}/${name}.cjs`] };
  });
  const file = join(folder, 'images.json');
  writeFileSync(file, JSON.stringify({ images }));
  return file;
};

/** Starts the program with a separate S3. */
export const startCloud = (folder: string, images: string): Promise<ChildServer> =>
  startChild(join(folder, 'state'), '--images', images, '--ministack', miniStackProgram);

export const s3Of = ({ exports }: ChildServer): S3Client =>
  new S3Client({
    endpoint: exports['AWS_ENDPOINT_URL_S3'] ?? '',
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

/** Clients of a cloud. */
export const connect = (server: ChildServer) => ({ ...clientsOf(server.url), s3: s3Of(server) });

export const makeBucket = (s3: S3Client) => s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
