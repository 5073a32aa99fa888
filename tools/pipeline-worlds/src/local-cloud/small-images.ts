// Programs that stand for the images of the jobs: they write ready-made results. By tag: `slow` sleeps, `broken` fails.
import type { ImageTable } from '@credit-risk/local-sagemaker';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { features, metrics, summary } from '../fake-world/job-products';

const base = '${SAGEMAKER_BASE_DIR:-/opt/ml}';

const featureEngineering = (products: string): string => `
out="${base}/processing/output"
mkdir -p "$out/features" "$out/summary" "$out/persons" "$out/quarantine"
cp "${products}/part-0.parquet" "$out/features/"
cp "${products}/part-0.parquet" "$out/persons/"
cp "${products}/summary.json" "$out/summary/"
`;

const training = (products: string): string => `
mkdir -p "${base}/model" "${base}/output/data"
echo a model > "${base}/model/model.onnx"
cp "${products}/metrics.json" "${base}/output/data/"
`;

const serving = `
require('node:http')
  .createServer((request, response) => response.end('{}'))
  .listen(Number(process.env.SAGEMAKER_BIND_TO_PORT), '127.0.0.1');
`;

const broken = 'echo "out of luck" >&2; exit 7';

/** Writes the programs and their results into a folder. */
export const smallImages = (folder: string): ImageTable => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'part-0.parquet'), features());
  writeFileSync(join(folder, 'summary.json'), JSON.stringify(summary));
  writeFileSync(join(folder, 'metrics.json'), JSON.stringify(metrics));
  const shell = (image: string, script: string) => ({
    image,
    entrypoint: ['/bin/sh', '-ec', script],
    environment: {},
  });
  return {
    source: 'small images of a test',
    launchers: [
      shell('*:slow', 'sleep 120'),
      shell('*:broken', broken),
      shell('*/credit-risk/feature-engineering:*', featureEngineering(folder)),
      shell('*/credit-risk/training:*', training(folder)),
      { image: '*/credit-risk/inference:*', entrypoint: [process.execPath, '-e', serving], environment: {} },
    ],
  };
};
