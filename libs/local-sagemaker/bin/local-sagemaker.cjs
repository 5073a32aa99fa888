#!/usr/bin/env node
// In a checkout the program runs from its source, with the S3 of the checkout; the package has what was built.
const { existsSync } = require('node:fs');
const { delimiter, join } = require('node:path');

const root = join(__dirname, '..', '..', '..');

if (existsSync(join(root, 'nx.json'))) {
  process.env.PATH = [process.env.PATH ?? '', join(root, '.venv', 'bin')].join(delimiter);
  require('tsx/cjs');
  require('../src/main.ts');
} else require('../dist/main.js');
