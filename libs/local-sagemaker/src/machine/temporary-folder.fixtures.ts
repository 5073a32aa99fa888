import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder for one test file, which removes it. */
export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'local-sagemaker-test-'));
