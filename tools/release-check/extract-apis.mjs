// Runs API Extractor on several configuration files in one process: it is loaded once. Prints one JSON line for each.
// It is a program beside the sources, since API Extractor is installed in programs/ alone.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(join(dirname(fileURLToPath(import.meta.url)), 'programs', 'package.json'));
const { Extractor, ExtractorConfig } = require('@microsoft/api-extractor');

const [mode, ...files] = process.argv.slice(2);

for (const file of files) {
  const messages = [];
  const { succeeded } = Extractor.invoke(ExtractorConfig.loadFileAndPrepare(file), {
    localBuild: mode === 'update',
    messageCallback: (message) => {
      if (message.logLevel === 'error' || message.logLevel === 'warning') messages.push(message.text);
      message.handled = true;
    },
  });
  process.stdout.write(`${JSON.stringify({ succeeded, messages })}\n`);
}
