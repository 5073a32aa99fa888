// Writes the contract for the Python jobs: node --conditions=@credit-risk/source --import tsx scripts/write-contract.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { featureTable, jsonContractText } from '../src/index';

const target = resolve(__dirname, '../../../jobs/contract/loan-features.json');
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, jsonContractText(featureTable));
