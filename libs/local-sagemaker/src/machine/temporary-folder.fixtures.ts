import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder; the test file removes it. */
export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'local-sagemaker-test-'));
