// Writes schema/pipeline-config.schema.json from the codec: npm run schema.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { configJsonSchema } from '../src/index';

const file = join(__dirname, '../schema/pipeline-config.schema.json');

const write = async (): Promise<void> => {
  const style = await resolveConfig(file);
  writeFileSync(file, await format(JSON.stringify(configJsonSchema), { ...style, filepath: file }));
};

void write();
