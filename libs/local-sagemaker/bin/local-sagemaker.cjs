#!/usr/bin/env node
// In a checkout the program runs from its source, with the S3 of the checkout; the package has what was built.
const { existsSync } = require('node:fs');
const { delimiter, join } = require('node:path');

const source = join(__dirname, '..', 'src', 'main.ts');

if (existsSync(source)) {
  const programs = join(__dirname, '..', '..', '..', '.venv', 'bin');
  process.env.PATH = [process.env.PATH ?? '', programs].join(delimiter);
  require('tsx/cjs');
  require(source);
} else require('../dist/main.js');
